namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>The members that ask a cache for one entry, and take its key as the parameter <c>key</c>.</summary>
internal sealed class CacheReads
{
    public static readonly ImmutableArray<(string Type, string Member)> Rows = ImmutableArray.Create(
        (TypeNames.Caches.MemoryCache, "TryGetValue"),
        (TypeNames.Caches.MemoryCacheExtensions, "TryGetValue"),
        (TypeNames.Caches.MemoryCacheExtensions, "Get"),
        (TypeNames.Caches.DistributedCache, "Get"),
        (TypeNames.Caches.DistributedCache, "GetAsync"),
        (TypeNames.Caches.DistributedCacheExtensions, "GetString"),
        (TypeNames.Caches.DistributedCacheExtensions, "GetStringAsync"),
        (TypeNames.Caches.RedisDatabase, "StringGet"),
        (TypeNames.Caches.RedisDatabaseAsync, "StringGetAsync"));

    private readonly MemberTable<bool> table;

    private CacheReads(CompilationContext compilation) => table = new(compilation, Rows.Select(r => (r.Type, r.Member, true)));

    public static CacheReads For(CompilationContext compilation) => compilation.Get(c => new CacheReads(c));

    public bool Contain(IMethodSymbol method) => table.TryFind(method.ReducedFrom ?? method, out _);
}
