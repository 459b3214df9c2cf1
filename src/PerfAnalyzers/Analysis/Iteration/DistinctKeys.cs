using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells which values differ from round to round: the keys of a dictionary, or of groups.</summary>
internal static class DistinctKeys
{
    /// <summary>Operators that leave elements out or order them, and make no others of them.</summary>
    private static readonly ImmutableHashSet<string> Choosing = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Skip", "SkipWhile", "Take", "TakeWhile", "Reverse", "Distinct", "ToList", "ToArray", "AsEnumerable");

    /// <summary>Whether a value is such a key of the element, so that one round at most has a given one.</summary>
    public static bool AreAsked(IOperation value, Iteration iteration)
    {
        if (value.Unwrap() is ILocalReferenceOperation local && !iteration.Variables.Any(v => v.Is(local.Local)))
            return LocalValues.SetOnce(local) is { } set && AreAsked(set, iteration);

        return value.Unwrap() switch
        {
            IPropertyReferenceOperation { Property: { Name: "Key", ContainingType.Name: "KeyValuePair" }, Instance: { } pair } => IsElement(pair, iteration) && IsDictionary(Origin(iteration.Source)),
            IPropertyReferenceOperation { Property: { Name: "Key", ContainingType.Name: "IGrouping" }, Instance: { } group } => IsElement(group, iteration),
            ILocalReferenceOperation { Local: var key } when iteration.Variables.Length == 1 => key.Is(iteration.Variables[0]) && Origin(iteration.Source) is IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } keyed } && IsDictionary(keyed),
            ILocalReferenceOperation { Local: var key } => iteration.Variables.Length == 2 && key.Is(iteration.Variables[0]) && iteration.Form == IterationForm.ForEach && IsDictionary(Origin(iteration.Source)),
            _ => false,
        };
    }

    private static bool IsElement(IOperation value, Iteration iteration) => value.Unwrap().ReferencedSymbol() is { } symbol && iteration.Variables.Any(v => v.Is(symbol));

    /// <summary>What operators that only choose and order elements started from.</summary>
    private static IOperation? Origin(IOperation? source)
    {
        var origin = source?.UnwrapAwait();
        while (origin is IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: var name } } view && Choosing.Contains(name) && view.Receiver() is { } before)
            origin = before.Unwrap();

        return origin;
    }

    private static bool IsDictionary(IOperation? origin) =>
        origin?.Type is { } type && (Is(type) || type.AllInterfaces.Any(Is));

    private static bool Is(ITypeSymbol type) => type is { Name: "IDictionary" or "IReadOnlyDictionary" } and INamedTypeSymbol { TypeArguments.Length: 2 };
}
