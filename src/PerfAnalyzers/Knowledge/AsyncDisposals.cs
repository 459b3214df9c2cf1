namespace PerfAnalyzers.Knowledge;

/// <summary>
/// Knows what has something to tell the other side when it is disposed of: a transaction that is rolled back, a reader that skips the rest of
/// its rows, a connection that is given back. For everything else the asynchronous form is the synchronous one with a detour.
/// </summary>
internal sealed class AsyncDisposals
{
    private static readonly ImmutableArray<string> Types = ImmutableArray.Create(
        TypeNames.EfCore.DbContextTransaction, TypeNames.Data.DbTransaction, TypeNames.Data.DbConnection, TypeNames.Data.DbDataReader);

    private readonly ImmutableArray<INamedTypeSymbol> types;
    private readonly INamedTypeSymbol? disposable;

    private AsyncDisposals(CompilationContext compilation)
    {
        types = Types.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
        disposable = compilation.Type(TypeNames.System.AsyncDisposable);
    }

    public static AsyncDisposals For(CompilationContext compilation) => compilation.Get(c => new AsyncDisposals(c));

    /// <summary>Whether awaiting the disposal of a value of the type gives a thread back.</summary>
    public bool DoWork(ITypeSymbol type) =>
        disposable is not null
        && type.AllInterfaces.Contains(disposable, SymbolEqualityComparer.Default)
        && types.Any(t => Is(type, t));

    private static bool Is(ITypeSymbol type, INamedTypeSymbol expected)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, expected))
                return true;
        }

        return type.AllInterfaces.Contains(expected, SymbolEqualityComparer.Default);
    }
}
