namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The rows that hold in one compilation, found by method in constant time.</summary>
internal sealed class RoundTripTable
{
    private readonly Dictionary<ISymbol, RoundTripRow> rows = new(SymbolEqualityComparer.Default);

    private RoundTripTable(CompilationContext compilation)
    {
        // LINQ runs queries of every provider; without a provider that is known here there is nothing to find.
        if (compilation.Type(TypeNames.EfCore.DbContext) is null)
            return;

        foreach (var row in EfCoreRoundTrips.Rows)
        {
            if (compilation.Type(row.Type) is not { } type)
                continue;

            foreach (var member in type.GetMembers(row.Member))
            {
                if (member is IMethodSymbol)
                    rows[member] = row;
            }
        }
    }

    /// <summary>Whether no library with round trips is referenced.</summary>
    public bool IsEmpty => rows.Count == 0;

    public static RoundTripTable For(CompilationContext compilation) => compilation.Get(c => new RoundTripTable(c));

    /// <summary>The row of the method, or of the method it overrides; null when it stays in the process.</summary>
    public RoundTripRow? Find(IMethodSymbol method)
    {
        for (var current = (method.ReducedFrom ?? method).OriginalDefinition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (rows.TryGetValue(current, out var row))
                return row;
        }

        return null;
    }
}
