using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Answers about methods, which many loops may ask for.</summary>
internal sealed class NavigationMemory
{
    public ConcurrentDictionary<(ISymbol Function, INamedTypeSymbol Entity), NavigationReads> Known { get; } = new(Comparer.Instance);

    private sealed class Comparer : IEqualityComparer<(ISymbol Function, INamedTypeSymbol Entity)>
    {
        public static readonly Comparer Instance = new();

        public bool Equals((ISymbol Function, INamedTypeSymbol Entity) x, (ISymbol Function, INamedTypeSymbol Entity) y) =>
            x.Function.Is(y.Function) && x.Entity.Is(y.Entity);

        public int GetHashCode((ISymbol Function, INamedTypeSymbol Entity) pair) =>
            unchecked((SymbolEqualityComparer.Default.GetHashCode(pair.Function) * 31) + SymbolEqualityComparer.Default.GetHashCode(pair.Entity));
    }
}
