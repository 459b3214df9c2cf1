using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether the context tracks what a query reads, so that two queries for one row give the same object.</summary>
internal static class Tracking
{
    public static bool SharesRows(Query query, CompilationContext compilation)
    {
        if (query.Operators.Any(o => o.TargetMethod.Name == "AsTracking"))
            return true;

        // What a member gives may say otherwise in its own code.
        return query.Origin == QueryOrigin.Database
            && query.Root.Type?.Name is "DbSet" or "IDbSet"
            && !query.Operators.Any(o => o.TargetMethod.Name.StartsWith("AsNoTracking", StringComparison.Ordinal))
            && !QuerySettings.For(compilation).StatesTracking;
    }
}
