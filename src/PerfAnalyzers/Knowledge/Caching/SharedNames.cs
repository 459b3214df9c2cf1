namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>Knows where a text or number is left that another process, or the next start, must find again.</summary>
internal sealed class SharedNames
{
    private const string File = "a file name";
    private const string Address = "an address";
    private const string Tag = "an entity tag";
    private const string Key = "a key of a shared cache";

    /// <summary>The parameters that take it, and what it is then.</summary>
    private static readonly ImmutableArray<(string Type, string Parameter, string What)> Rows = ImmutableArray.Create(
        (TypeNames.Caches.DistributedCache, "key", Key),
        (TypeNames.Caches.DistributedCacheExtensions, "key", Key),
        (TypeNames.Named.HybridCache, "key", Key),
        (TypeNames.Files.File, "path", File),
        (TypeNames.Files.File, "destFileName", File),
        (TypeNames.Files.FileInfo, "fileName", File),
        (TypeNames.Files.FileStream, "path", File),
        (TypeNames.Named.Directory, "path", File),
        (TypeNames.Named.Path, "path2", File),
        (TypeNames.Named.Path, "path3", File),
        (TypeNames.Named.Path, "path4", File),
        (TypeNames.Named.Uri, "uriString", Address),
        (TypeNames.Named.Uri, "relativeUri", Address),
        (TypeNames.Named.HttpRequestMessage, "requestUri", Address),
        (TypeNames.Http.Client, "requestUri", Address),
        (TypeNames.AspNetCore.ControllerBase, "url", Address),
        (TypeNames.AspNetCore.ControllerBase, "localUrl", Address),
        (TypeNames.Named.EntityTag, "tag", Tag),
        (TypeNames.Named.AspNetEntityTag, "tag", Tag));

    private static readonly ImmutableDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["etag"] = Tag,
        ["url"] = Address,
        ["uri"] = Address,
        ["filename"] = File,
        ["filepath"] = File,
        ["partitionkey"] = "a partition key",
        ["shardkey"] = "the choice of a shard",
        ["shard"] = "the choice of a shard",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of lists from which the same one must be chosen wherever it is chosen.</summary>
    private static readonly ImmutableHashSet<string> Choices = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "shard", "server", "node", "database", "replica", "host", "partition");

    private static readonly ImmutableArray<string> ServerTypes = ImmutableArray.Create(
        TypeNames.Data.DbDataSource, TypeNames.Data.DbConnection, TypeNames.Caches.RedisMultiplexer, TypeNames.Http.Client, TypeNames.Grpc.Channel, TypeNames.Named.Uri);

    private readonly Dictionary<(INamedTypeSymbol Type, string Parameter), string> parameters = new();
    private readonly INamedTypeSymbol? redisKey;

    private SharedNames(CompilationContext compilation)
    {
        redisKey = compilation.Type(TypeNames.Named.RedisKey);
        Servers = ServerTypes.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
        foreach (var (type, parameter, what) in Rows)
        {
            if (compilation.Type(type) is { } known)
                parameters[(known, parameter)] = what;
        }
    }

    /// <summary>The types whose objects are a way to another server, whatever a list of them is called.</summary>
    public ImmutableArray<INamedTypeSymbol> Servers { get; }

    public static SharedNames For(CompilationContext compilation) => compilation.Get(c => new SharedNames(c));

    /// <summary>What a value becomes that is handed over for a parameter; null where it may stay in the process.</summary>
    public string? Of(IParameterSymbol parameter)
    {
        if (OfType(parameter.Type) is { } key)
            return key;

        return parameter.ContainingSymbol?.ContainingType is { } type && parameters.TryGetValue((type.OriginalDefinition, parameter.Name), out var what) ? what : null;
    }

    /// <summary>The same for what is turned into a type that is nothing but a name.</summary>
    public string? OfType(ITypeSymbol type) => redisKey is not null && SymbolEqualityComparer.Default.Equals(type, redisKey) ? Key : null;

    /// <summary>The same for a value that a name stands for: <c>etag</c>, <c>imageUrl</c>.</summary>
    /// <param name="words">The words of the name.</param>
    public static string? Of(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return null;

        return (Words.TryGetValue(words[words.Count - 1], out var what) || (words.Count > 1 && Words.TryGetValue(words[words.Count - 2] + words[words.Count - 1], out what))) ? what : null;
    }

    /// <summary>Whether each of a list is something that only this process has: a lock, or a collection.</summary>
    public static bool AreInside(ITypeSymbol? held) =>
        held is { SpecialType: SpecialType.System_Object } or { Name: "SemaphoreSlim" or "Lock" or "ReaderWriterLockSlim" }
        || held?.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable && held.SpecialType != SpecialType.System_String) == true;

    /// <summary>Whether a name is that of a list of servers or of parts of a store.</summary>
    /// <param name="list">The name.</param>
    /// <param name="one">What it says that one of the list is.</param>
    public static bool AreChosen(string list, string one) => Choices.Contains(one) || list.EndsWith("connectionStrings", StringComparison.OrdinalIgnoreCase);
}
