namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>Where a cache keeps its entries.</summary>
internal enum CachePlace
{
    /// <summary>In the process.</summary>
    Memory,

    /// <summary>Behind the interface of ASP.NET Core for caches that several processes share.</summary>
    Shared,

    /// <summary>In Redis, where others keep data for good.</summary>
    Redis,
}

/// <summary>The members that put an entry into a cache, and take its key as the parameter <c>key</c>.</summary>
internal sealed class CacheWrites
{
    public const string Key = "key";

    public static readonly ImmutableArray<(string Type, string Member, CachePlace Place)> Rows = ImmutableArray.Create(
        (TypeNames.Caches.MemoryCache, "CreateEntry", CachePlace.Memory),
        (TypeNames.Caches.MemoryCacheExtensions, "Set", CachePlace.Memory),
        (TypeNames.Caches.MemoryCacheExtensions, "GetOrCreate", CachePlace.Memory),
        (TypeNames.Caches.MemoryCacheExtensions, "GetOrCreateAsync", CachePlace.Memory),
        (TypeNames.Caches.DistributedCache, "Set", CachePlace.Shared),
        (TypeNames.Caches.DistributedCache, "SetAsync", CachePlace.Shared),
        (TypeNames.Caches.DistributedCacheExtensions, "Set", CachePlace.Shared),
        (TypeNames.Caches.DistributedCacheExtensions, "SetAsync", CachePlace.Shared),
        (TypeNames.Caches.DistributedCacheExtensions, "SetString", CachePlace.Shared),
        (TypeNames.Caches.DistributedCacheExtensions, "SetStringAsync", CachePlace.Shared),
        (TypeNames.Caches.RedisDatabase, "StringSet", CachePlace.Redis),
        (TypeNames.Caches.RedisDatabaseAsync, "StringSetAsync", CachePlace.Redis));

    private readonly MemberTable<CachePlace> table;

    private CacheWrites(CompilationContext compilation) =>
        table = new(compilation, Rows, member => member is IMethodSymbol method && method.Parameters.Any(p => p.Name == Key));

    /// <summary>Whether no cache is referenced.</summary>
    public bool IsEmpty => table.Names.Count == 0;

    public static CacheWrites For(CompilationContext compilation) => compilation.Get(c => new CacheWrites(c));

    /// <summary>Where a method puts an entry; null for one that puts none. An extension may be called either way.</summary>
    public CachePlace? Find(IMethodSymbol method) => table.TryFind(method.ReducedFrom ?? method, out var place) ? place : null;
}
