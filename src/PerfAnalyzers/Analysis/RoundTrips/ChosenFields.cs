using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells queries of documents whose field is named by the element: each round looks in another place, and no one query has a list of keys for all of them.</summary>
internal static class ChosenFields
{
    private const int LongestWay = 4;

    /// <summary>Whether a filter that a round asks by is made so: <c>Builders&lt;Order&gt;.Filter.In(part.Path, ids)</c>.</summary>
    public static bool Are(RoundTripInLoop found) => Names(found.Operation, found.Loop, LongestWay);

    private static bool Names(IOperation value, Iteration.Iteration loop, int hops) => value.DescendantsAndSelf().Any(o => o switch
    {
        IInvocationOperation { TargetMethod.ContainingType.Name: "FilterDefinitionBuilder" } filter =>
            filter.Arguments.Any(a => a.Parameter?.Type.Name == "FieldDefinition" && a.Value is IConversionOperation { Operand: { Type.SpecialType: SpecialType.System_String } name } && Variance.VariesIn(name, loop)),
        ILocalReferenceOperation local => hops > 0 && LocalValues.SetOnce(local) is { } set && Names(set, loop, hops - 1),
        _ => false,
    });
}
