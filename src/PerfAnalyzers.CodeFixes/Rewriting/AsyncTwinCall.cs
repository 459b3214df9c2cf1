using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Calls the awaitable twin in place of a synchronous call, property or loop.</summary>
internal static class AsyncTwinCall
{
    /// <summary>The await in place of synchronous I/O; null when the twin cannot be called from the text that is there.</summary>
    public static AsyncAwait? Of(SynchronousIo found, FixRequest request)
    {
        var expression = found.Operation switch
        {
            IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } => loop.Expression,
            IInvocationOperation { Syntax: InvocationExpressionSyntax call } => AwaitExpression.Whole(call),
            IPropertyReferenceOperation { Syntax: MemberAccessExpressionSyntax read } => read,
            _ => null,
        };
        if (expression is null || expression.ContainsDirectives || !CanWrite(found, expression, request))
            return null;

        return new AsyncAwait(request, expression, AsyncSpots.Find(expression, wait: null, request), edits => TryWrite(edits, found, expression, request))
        {
            Imports = Imports(found.Twin, request),
        };
    }

    private static ImmutableArray<INamedTypeSymbol> Imports(AsyncTwin twin, FixRequest request)
    {
        var declaring = (twin.Method.ReducedFrom ?? twin.Method).ContainingType;
        if (twin.Import is not null)
            return ImmutableArray.Create(declaring);

        return twin.OtherType is { } other ? ImmutableArray.Create(other) : ImmutableArray<INamedTypeSymbol>.Empty;
    }

    private static bool CanWrite(SynchronousIo found, ExpressionSyntax expression, FixRequest request)
    {
        if (found.Operation is not IInvocationOperation { Syntax: InvocationExpressionSyntax call } operation)
            return !found.Twin.IsSequence || found.Operation is IForEachLoopOperation;

        if (found.Twin.IsSequence)
            return expression == call && call.Parent is CommonForEachStatementSyntax loop && loop.Expression == call;

        // Enumerable.ToList(query): the class that is named there does not declare the twin.
        var isStaticForm = operation.TargetMethod.IsExtensionMethod && !IsReduced(call, request);
        return Name(call) is not null
            && !(isStaticForm && found.Twin.Import is not null)
            && AwaitExpression.CanAwaitCall(expression, call, request);
    }

    private static bool TryWrite(EditList edits, SynchronousIo found, ExpressionSyntax expression, FixRequest request)
    {
        var token = Token(expression, request);
        switch (found.Operation)
        {
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop }:
                var enclose = expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax);
                edits.Insert(loop.ForEachKeyword.SpanStart, "await ");
                if (enclose)
                    edits.Insert(expression.SpanStart, "(");

                edits.Insert(expression.Span.End, (enclose ? ")" : "") + $".{found.Twin.Name}()" + (token is null ? "" : $".WithCancellation({token})"));
                return true;

            case IPropertyReferenceOperation:
                AwaitExpression.AwaitAccess(edits, expression, request);
                edits.Replace(((MemberAccessExpressionSyntax)expression).Name.Span, $"{found.Twin.Name}({(found.Twin.WithToken is null ? null : token)})");
                return true;

            case IInvocationOperation { Syntax: InvocationExpressionSyntax call } operation:
                if (found.Twin.IsSequence)
                    edits.Insert(((CommonForEachStatementSyntax)call.Parent!).ForEachKeyword.SpanStart, "await ");
                else
                    AwaitExpression.AwaitCall(edits, expression, call, request);

                return TryRename(edits, found.Twin, call) && TryWriteArguments(edits, found.Twin, operation, call, token, request);

            default:
                return false;
        }
    }

    private static bool TryRename(EditList edits, AsyncTwin twin, InvocationExpressionSyntax call)
    {
        var name = Name(call)!;
        if (twin.OtherType is { } other)
        {
            edits.Replace(TextSpan.FromBounds(call.SpanStart, name.Identifier.Span.End), other.Name + "." + twin.Name);
            return true;
        }

        edits.Replace(name.Identifier.Span, twin.Name);
        return true;
    }

    private static bool TryWriteArguments(EditList edits, AsyncTwin twin, IInvocationOperation operation, InvocationExpressionSyntax call, string? token, FixRequest request)
    {
        foreach (var argument in operation.Arguments.Where(a => a.Parameter is { } p && twin.MemoryParameters.Contains(p.Ordinal) && a.ArgumentKind == ArgumentKind.Explicit))
        {
            if (!TryMakeMemory(edits, ((ArgumentSyntax)argument.Syntax).Expression))
                return false;
        }

        var arguments = call.ArgumentList.Arguments;
        var takesMany = operation.TargetMethod.Parameters.Any(p => p.IsParams);
        var takesToken = takesMany ? null : AsyncTwin.TokenParameter(twin.WithToken ?? twin.Method);
        if (twin.NeedsToken)
            token ??= "default";

        if (takesToken is null || token is null || AsyncTwin.TokenParameter(operation.TargetMethod) is not null)
            return !twin.NeedsToken || takesToken is not null;

        var method = (IMethodSymbol)takesToken.ContainingSymbol;
        var position = method is { IsExtensionMethod: true, MethodKind: not MethodKind.ReducedExtension } && IsReduced(call, request) ? takesToken.Ordinal - 1 : takesToken.Ordinal;
        var isNext = position == arguments.Count && arguments.All(a => a.NameColon is null);
        edits.Insert(call.ArgumentList.CloseParenToken.SpanStart, (arguments.Count > 0 ? ", " : "") + (isNext ? token : $"{takesToken.Name}: {token}"));
        return true;
    }

    /// <summary>A span over an array cannot wait; a memory over it can.</summary>
    private static bool TryMakeMemory(EditList edits, ExpressionSyntax value)
    {
        switch (value)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "AsSpan" } name } }:
                edits.Replace(name.Identifier.Span, "AsMemory");
                return true;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span", Expression: var memory }:
                edits.Delete(TextSpan.FromBounds(memory.Span.End, value.Span.End));
                return true;
            default:
                return true;
        }
    }

    /// <summary>Whether an extension method is called on its first argument; operations show both forms alike.</summary>
    private static bool IsReduced(InvocationExpressionSyntax call, FixRequest request) =>
        request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is IMethodSymbol { MethodKind: MethodKind.ReducedExtension };

    private static SimpleNameSyntax? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>A token that the function around, or one further out, is given. What cleans up must not be cancelled.</summary>
    private static string? Token(ExpressionSyntax place, FixRequest request)
    {
        if (place.Ancestors().TakeWhile(a => a is not MemberDeclarationSyntax).Any(a => a is FinallyClauseSyntax or CatchClauseSyntax))
            return null;

        var type = request.Compilation.Type(TypeNames.System.CancellationToken);
        for (var member = AsyncMember.Around(place, request.Model, request.CancellationToken); member is not null; member = member.Outer(request.Model, request.CancellationToken))
        {
            if (member.Symbol.Parameters.FirstOrDefault(p => SymbolEqualityComparer.Default.Equals(p.Type, type)) is { } parameter)
            {
                var seen = request.Model.LookupSymbols(place.SpanStart, name: parameter.Name).FirstOrDefault();
                return parameter.Is(seen) ? parameter.Name : null;
            }

            if (member.Symbol.IsStatic && member.IsLocalFunction)
                return null;
        }

        return null;
    }
}
