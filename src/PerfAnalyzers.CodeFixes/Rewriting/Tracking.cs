using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether the context tracks what a query reads, so that two queries for one row give the same object.</summary>
internal sealed class Tracking
{
    private readonly bool isUsual;

    // Read from text: whoever turns tracking off for a whole context has to write this name.
    private Tracking(Compilation compilation) =>
        isUsual = !compilation.SyntaxTrees.Any(t => t.TryGetText(out var text) && text.ToString().IndexOf("QueryTrackingBehavior", StringComparison.Ordinal) >= 0);

    public static bool SharesRows(Query query, CompilationContext compilation)
    {
        if (query.Operators.Any(o => o.TargetMethod.Name == "AsTracking"))
            return true;

        return query.Origin == QueryOrigin.Database
            && !query.Operators.Any(o => o.TargetMethod.Name.StartsWith("AsNoTracking", StringComparison.Ordinal))
            && compilation.Get(c => new Tracking(c.Compilation)).isUsual;
    }
}
