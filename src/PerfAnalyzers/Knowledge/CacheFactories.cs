namespace PerfAnalyzers.Knowledge;

/// <summary>Knows the methods of caches in the process that run the function they are handed where there is nothing yet, before they return.</summary>
internal sealed class CacheFactories
{
    public static readonly ImmutableArray<(string Type, string Member)> Rows = ImmutableArray.Create(
        (TypeNames.Caches.MemoryCacheExtensions, "GetOrCreate"),
        (TypeNames.Caches.ConcurrentDictionary, "GetOrAdd"),
        (TypeNames.Caches.ConcurrentDictionary, "AddOrUpdate"),
        (TypeNames.Caches.LazyInitializer, "EnsureInitialized"));

    private readonly MemberTable<bool> table;

    private CacheFactories(CompilationContext compilation) => table = new(compilation, Rows.Select(r => (r.Type, r.Member, true)));

    public static CacheFactories For(CompilationContext compilation) => compilation.Get(c => new CacheFactories(c));

    /// <summary>Whether a method is one of them; an extension may be called either way.</summary>
    public bool Contain(IMethodSymbol method) => table.TryFind(method.ReducedFrom ?? method, out _);
}
