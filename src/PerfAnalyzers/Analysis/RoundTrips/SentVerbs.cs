using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells whether a request that is sent may change something: all but GET and HEAD may, and so may one whose verb only shows when it runs.</summary>
internal static class SentVerbs
{
    private static readonly ImmutableHashSet<string> Asking = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Get", "Head", "Options");

    /// <summary>Whether what a call sends is made where it can be seen, with another verb; a request that comes from elsewhere is none of these.</summary>
    public static bool MayChange(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod.Name is not ("SendAsync" or "Send") || compilation.Type(TypeNames.Named.HttpRequestMessage) is not { } request)
            return false;

        var sent = call.Arguments.FirstOrDefault(a => a.Value.Unwrap().Type.Is(request))?.Value.Unwrap();
        var values = sent is ILocalReferenceOperation local
            ? LocalValues.Root(call).Descendants().Where(o => GivenTo(local.Local, o) is not null).Select(o => GivenTo(local.Local, o)!.Unwrap())
            : sent is null ? Enumerable.Empty<IOperation>() : new[] { sent };
        return values.Any(v => Makes(v, request, compilation)) || (sent is ILocalReferenceOperation kept && SetsVerb(LocalValues.Root(call), o => o is ILocalReferenceOperation other && other.Local.Is(kept.Local)));
    }

    private static IOperation? GivenTo(ILocalSymbol local, IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation declarator when declarator.Symbol.Is(local) => declarator.GetVariableInitializer()?.Value,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when target.Local.Is(local) => assignment.Value,
        _ => null,
    };

    private static bool Makes(IOperation value, INamedTypeSymbol request, CompilationContext compilation)
    {
        if (value.UnwrapAwait() is IInvocationOperation maker)
        {
            return CallTargets.MayRunSource(maker.TargetMethod)
                && CallTargets.Of(maker, compilation).Methods is { Length: 1 } methods
                && MethodBodies.For(compilation).Of(methods[0]) is { } body
                && (body.Root.DescendantsAndSelf().Any(o => o is IObjectCreationOperation made && made.Type.Is(request) && IsOther(made)) || SetsVerb(body.Root, o => o.Type.Is(request)));
        }

        return value is IObjectCreationOperation creation && creation.Type.Is(request) && IsOther(creation);
    }

    /// <summary>Whether the verb that a request is made with is not one that asks.</summary>
    private static bool IsOther(IObjectCreationOperation made)
    {
        var verb = made.Arguments.FirstOrDefault(a => a.Parameter is { Name: "method" })?.Value
            ?? made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(s => s.Target is IPropertyReferenceOperation { Property.Name: "Method" })?.Value;
        return verb is not null && !Asks(verb);
    }

    private static bool SetsVerb(IOperation body, Func<IOperation, bool> isRequest) => body.Descendants().Any(o =>
        o is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Method", Instance: { } instance }, Value: { } verb } && isRequest(instance.Unwrap()) && !Asks(verb));

    private static bool Asks(IOperation verb) => verb.Unwrap() switch
    {
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: var name } } => Asking.Contains(name),
        IObjectCreationOperation { Arguments: { Length: 1 } text } => text[0].Value.ConstantValue is { HasValue: true, Value: string name } && Asking.Contains(name),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Asks(choice.WhenTrue) && Asks(otherwise),
        ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set => Asks(set),
        _ => false,
    };
}
