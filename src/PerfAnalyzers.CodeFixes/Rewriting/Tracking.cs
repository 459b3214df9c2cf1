using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether the context tracks what a query reads, so that two queries for one row give the same object.</summary>
internal static class Tracking
{
    public static bool SharesRows(Query query, CompilationContext compilation)
    {
        // What a projection makes is tracked by nobody.
        if (query.Operators.Any(o => QueryTrail.IsProjection(o) || o.TargetMethod.Name is "ProjectTo" or "ProjectToType"))
            return false;

        if (query.Operators.Any(o => o.TargetMethod.Name == "AsTracking"))
            return true;

        return WholeSet.IsTracked(query.Root, compilation)
            && !IsSwitchedOff(query)
            && !query.Operators.Any(IsComposedInSteps)
            && !QuerySettings.For(compilation).StatesTracking;
    }

    /// <summary>Whether the query itself says that its rows are not tracked.</summary>
    public static bool IsSwitchedOff(Query query) => query.Operators.Any(IsSwitchedOffBy);

    public static bool IsSwitchedOffBy(IInvocationOperation applied) => applied.TargetMethod.Name.StartsWith("AsNoTracking", StringComparison.Ordinal);

    /// <summary>What is put on a variable in between may say otherwise.</summary>
    private static bool IsComposedInSteps(IInvocationOperation applied) =>
        applied.Receiver()?.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is null;
}
