using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A loop that does nothing but write for each element with a call whose library takes a list, and whose answer nobody uses: one call in its place.
/// </summary>
/// <param name="Call">The call of one element.</param>
/// <param name="Varying">The arguments that the list stands for: one, or a key and its value.</param>
/// <param name="IsOfOneKey">Whether all that is written belongs to one thing, and not to things that may lie on different servers.</param>
internal sealed record BatchWrite(IInvocationOperation Call, ImmutableArray<IArgumentOperation> Varying, bool IsOfOneKey)
{
    public static BatchWrite? TryRead(IInvocationOperation call, RoundTripRow row, Iteration loop, CompilationContext compilation)
    {
        if (!row.TakesMany || call.Instance is not { } instance || !Variance.IsInvariantIn(instance, loop))
            return null;

        var stated = call.Arguments.Where(a => !a.IsImplicit).ToImmutableArray();
        var varying = stated.Where(a => Variance.VariesIn(a.Value, loop)).ToImmutableArray();
        if (stated.Any(a => a.Parameter is null || a.Syntax is not ArgumentSyntax { NameColon: null }) || stated.Except(varying).Any(a => !Variance.IsInvariantIn(a.Value, loop)))
            return null;

        var members = call.TargetMethod.ContainingType.GetMembers(call.TargetMethod.Name).OfType<IMethodSymbol>();
        if (varying.Length == 1)
        {
            var parameter = varying[0].Parameter!;
            return members.Any(m => m.Parameters.Length > parameter.Ordinal && m.Parameters[parameter.Ordinal].Type is IArrayTypeSymbol list && list.ElementType.Is(parameter.Type))
                ? new BatchWrite(call, varying, parameter.Ordinal > 0)
                : null;
        }

        // A value that is missing removes its key when it is set alone, and not when many are set.
        var pair = compilation.Type(TypeNames.System.KeyValuePair);
        return stated.Length == 2 && varying.Length == 2
            && members.Any(m => m.Parameters.Length > 0 && m.Parameters[0].Type is IArrayTypeSymbol { ElementType: INamedTypeSymbol element } && element.IsConstructedFrom(pair)
                && element.TypeArguments.Zip(varying, (type, argument) => type.Is(argument.Parameter!.Type)).All(isSame => isSame))
            ? new BatchWrite(call, varying, IsOfOneKey: false)
            : null;
    }

    /// <summary>The edits, or null when the loop does more, or runs over what is not in memory.</summary>
    public ImmutableArray<TextChange>? TryWrite(FixRequest request, Iteration loop)
    {
        var call = (InvocationExpressionSyntax)Call.Syntax;
        if (loop.Operation is not IForEachLoopOperation { IsAsynchronous: false, Syntax: ForEachStatementSyntax forEach }
            || loop.Source is not { } source || QueryReader.For(request.Compilation).IsQueryable(source.Type)
            || Element(source.Type, request.Compilation)?.Is(request.Model.GetDeclaredSymbol(forEach)?.Type) != true
            || call.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax statement || !IsAllOf(statement, call)
            || (statement != forEach.Statement && forEach.Statement is not BlockSyntax { Statements.Count: 1 })
            || forEach.ContainsDirectives
            || Varying.Select(a => ((ArgumentSyntax)a.Syntax).Expression).ToArray() is not { } values
            || !values.All(v => IsPlain(v, request.Model)))
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type(TypeNames.System.Enumerable) is not { } enumerable || !Usings.TryAdd(changes, enumerable, forEach, request)
            || (values.Length == 2 && (request.Compilation.Type(TypeNames.System.KeyValuePair) is not { } pair || !Usings.TryAdd(changes, pair, forEach, request))))
        {
            return null;
        }

        var types = Varying.Select(a => a.Parameter!.Type.ToMinimalDisplayString(request.Model, forEach.SpanStart)).ToArray();
        var one = values.Length == 2
            ? $"new KeyValuePair<{types[0]}, {types[1]}>({values[0]}, {values[1]})"
            : $"({types[0]}){(values[0] is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or InterpolatedStringExpressionSyntax ? values[0].ToString() : $"({values[0]})")}";
        var elements = forEach.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? forEach.Expression.ToString() : $"({forEach.Expression})";
        var isElement = values.Length == 1 && values[0] is IdentifierNameSyntax name && name.Identifier.ValueText == forEach.Identifier.ValueText && Varying[0].Value.Type.Is(Element(source.Type, request.Compilation));
        var all = isElement ? $"{elements}.ToArray()" : $"{elements}.Select({forEach.Identifier.Text} => {one}).ToArray()";

        var arguments = TextSpan.FromBounds(values[0].SpanStart, values[values.Length - 1].Span.End);
        var text = request.Text.ToString(TextSpan.FromBounds(statement.SpanStart, arguments.Start)) + all + request.Text.ToString(TextSpan.FromBounds(arguments.End, statement.Span.End));
        changes.Add(new TextChange(forEach.Span, Comments.Outside(forEach.Span, forEach, request.Text, statement.Span) + text));
        return changes.ToImmutable();
    }

    private static bool IsAllOf(ExpressionStatementSyntax statement, InvocationExpressionSyntax call)
    {
        ExpressionSyntax value = call;
        if (value.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            value = configured;

        return (value.Parent is AwaitExpressionSyntax awaited ? awaited : value) == statement.Expression;
    }

    /// <summary>Whether a value may be made for all elements before the first is written, and is there.</summary>
    private static bool IsPlain(ExpressionSyntax value, SemanticModel model) =>
        !value.DescendantNodesAndSelf().Any(n => n is AwaitExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression })
        && model.GetTypeInfo(value) is { Type: { } type, Nullability.FlowState: var flow }
        && (type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } || flow == NullableFlowState.NotNull || value is InterpolatedStringExpressionSyntax);

    private static ITypeSymbol? Element(ITypeSymbol? source, CompilationContext compilation) =>
        source is IArrayTypeSymbol array ? array.ElementType : source.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT));
}
