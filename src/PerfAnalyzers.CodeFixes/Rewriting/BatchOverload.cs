using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A call per element whose library has an overload that takes a list in place of one argument and answers each of it in its place:
/// <c>StringGet(key)</c> and <c>StringGet(keys)</c>.
/// </summary>
/// <param name="Call">The call of one element.</param>
/// <param name="Asked">The argument that differs from element to element.</param>
/// <param name="Many">The overload.</param>
internal sealed record BatchOverload(IInvocationOperation Call, IArgumentOperation Asked, IMethodSymbol Many)
{
    /// <summary>Whether the elements ask for parts of one thing, and not for things that may lie on different servers.</summary>
    public bool IsOfOneKey => Asked.Parameter!.Ordinal > 0;

    public static BatchOverload? TryRead(IInvocationOperation call, RoundTripRow row, Iteration loop)
    {
        if (!row.AnswersInOrder || call.Instance is not { } instance || !Variance.IsInvariantIn(instance, loop))
            return null;

        var varying = call.Arguments.Where(a => !a.IsImplicit && !Variance.IsInvariantIn(a.Value, loop)).ToArray();
        return varying.Length == 1
            && varying[0] is { Syntax: ArgumentSyntax { NameColon: null }, Parameter: not null } asked
            && OverloadOf(call.TargetMethod, asked.Parameter.Ordinal) is { } many
            ? new BatchOverload(call, asked, many)
            : null;
    }

    /// <summary>The edits, or null when the place or the key does not allow them.</summary>
    public ImmutableArray<TextChange>? TryWrite(FixRequest request, Iteration loop)
    {
        var call = (InvocationExpressionSyntax)Call.Syntax;
        var isAsync = Call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);
        if (QueryPlace.TryFind(call, isAsync) is not { } place
            || Elements.Judge(loop, request.Compilation) == ReadAhead.Unsafe
            || ElementExpression.TryRead(Asked.Value, loop, request.Compilation) is not { } key
            || AheadOfLoop.TryFind(request, loop, isAsync, configureAwait: place.ConfigureAwait) is not { } ahead
            || !ahead.AddUsing(TypeNames.System.Enumerable)
            || request.Compilation.Type(TypeNames.System.Enumerable)?.GetMembers("Zip").OfType<IMethodSymbol>().Any(z => z.Parameters.Length == 2) != true)
        {
            return null;
        }

        var element = loop.Variables[0];
        var parameter = Asked.Parameter!;
        var sequence = ahead.Sequence(element);
        var keys = ahead.Name(Names.Plural(parameter.Name));
        var selected = key.Value.Unwrap().ReferencedSymbol().Is(element) && element is ILocalSymbol { Type: { } own } && own.Is(parameter.Type)
            ? ""
            : $".Select({element.Name} => {Cast(key, LoopFacts.Of(loop), element, parameter.Type, ahead)})";
        ahead.Add($"var {keys} = {sequence}{selected}.Distinct().ToArray();");

        var argument = (ArgumentSyntax)Asked.Syntax;
        var text = request.Text.ToString(call.Span);
        var many = text.Substring(0, argument.SpanStart - call.SpanStart) + keys + text.Substring(argument.Span.End - call.SpanStart);
        var answers = isAsync ? "await " + many + place.ConfigureAwait : many;
        var map = ahead.Name("valuesBy" + char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1));
        ahead.Add($"var {map} = {keys}.Zip({ahead.Outdented(answers, call)}).ToDictionary(pair => pair.First, pair => pair.Second);");
        ahead.Changes.Add(new TextChange(place.Replaced.Span, $"{map}[{argument}]"));
        return ahead.Build();
    }

    private static string Cast(ElementExpression key, LoopFacts facts, ISymbol element, ITypeSymbol type, AheadOfLoop ahead)
    {
        var value = key.Value.Unwrap() is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : key.Value;
        var text = ElementExpression.TextOf(value, element, facts);
        if (value.Type.Is(type))
            return text;

        return "(" + ahead.TypeText(type) + ")" + (value.Syntax is BinaryExpressionSyntax or CastExpressionSyntax ? "(" + text + ")" : text);
    }

    private static IMethodSymbol? OverloadOf(IMethodSymbol one, int ordinal) =>
        one.ContainingType.GetMembers(one.Name).OfType<IMethodSymbol>().FirstOrDefault(many =>
            many.Parameters.Length >= one.Parameters.Length
            && many.Parameters.Skip(one.Parameters.Length).All(p => p.IsOptional)
            && one.Parameters.All(p => many.Parameters[p.Ordinal].Type is { } type && (p.Ordinal == ordinal ? ElementOf(type) : type).Is(p.Type))
            && ElementOf(Answer(many)).Is(Answer(one)));

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => (type as IArrayTypeSymbol)?.ElementType;

    private static ITypeSymbol Answer(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : method.ReturnType;
}
