using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells whether a session may hold already what a loop loads by key: then most rounds ask nobody.</summary>
internal static class HeldRows
{
    /// <summary>How sure a finding can be at most; null when nothing before the loop has loaded the same.</summary>
    public static Confidence? Judge(RoundTripInLoop found, RoundTripPath path)
    {
        if (path.End is not { Row: { IsKept: true } row, Operation: IInvocationOperation load })
            return null;

        Confidence? known = null;
        foreach (var operation in LocalValues.Root(found.Loop.Operation).DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation { TargetMethod: var method } || operation.Syntax.SpanStart >= found.Loop.Operation.Syntax.SpanStart)
                continue;

            // The store sends along with each row what it refers to.
            if (method.Name.StartsWith("Include", StringComparison.Ordinal) && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, load.TargetMethod.ContainingAssembly))
                return Confidence.Low;

            if (RoundTripTable.For(found.Compilation).Find(method) is { IsWrite: false } && method.TypeArguments.Any(t => load.TargetMethod.TypeArguments.Contains(t, SymbolEqualityComparer.Default)) && !row.IsWrite)
                known = Confidence.Medium;
        }

        return known;
    }
}
