namespace PerfAnalyzers.Knowledge.Resilience;

/// <summary>A way to make an object that holds connections and is meant to be kept.</summary>
/// <param name="Type">The metadata name of the type that makes it.</param>
/// <param name="Member">The method that makes it, or <c>.ctor</c>.</param>
internal sealed record PooledClient(string Type, string Member)
{
    /// <summary>Whether making it opens a connection, so that it fails where the other side is away.</summary>
    public bool ConnectsAtOnce { get; init; }

    /// <summary>Whether objects with the same settings share connections anyway, so that only the settings are read anew.</summary>
    public bool SharesByItself { get; init; }

    /// <summary>Whether all that it costs to make one again is to ask for the token again, where there is one.</summary>
    public bool PaysForTokens { get; init; }

    /// <summary>Whether only one caller at a time may use it: it cannot be shared, but serves many elements one after another.</summary>
    public bool IsForOneCaller { get; init; }
}

/// <summary>The clients that pool connections of the libraries that a compilation knows.</summary>
internal sealed class PooledClients
{
    public const string Constructor = ".ctor";

    public static readonly ImmutableArray<PooledClient> Rows = ImmutableArray.Create(
        new PooledClient(TypeNames.Caches.RedisMultiplexer, "Connect") { ConnectsAtOnce = true },
        new PooledClient(TypeNames.Caches.RedisMultiplexer, "ConnectAsync") { ConnectsAtOnce = true },
        new PooledClient(TypeNames.Caches.RedisMultiplexer, "SentinelConnect") { ConnectsAtOnce = true },
        new PooledClient(TypeNames.Data.NpgsqlDataSource, "Create"),
        new PooledClient(TypeNames.Data.NpgsqlDataSourceBuilder, "Build"),
        new PooledClient(TypeNames.Documents.CosmosClient, Constructor),
        new PooledClient(TypeNames.Documents.CosmosClient, "CreateAndInitializeAsync") { ConnectsAtOnce = true },
        new PooledClient(TypeNames.Documents.MongoClient, Constructor) { SharesByItself = true },
        new PooledClient(TypeNames.Messages.ServiceBusClient, Constructor),
        new PooledClient(TypeNames.Messages.RabbitConnectionFactory, "CreateConnection") { ConnectsAtOnce = true },
        new PooledClient(TypeNames.Messages.RabbitConnectionFactory, "CreateConnectionAsync") { ConnectsAtOnce = true },
        new PooledClient(TypeNames.Messages.KafkaProducerBuilder, "Build"),
        new PooledClient(TypeNames.Grpc.Channel, "ForAddress"),
        new PooledClient(TypeNames.Blobs.AzureService, Constructor) { SharesByItself = true, PaysForTokens = true },
        new PooledClient(TypeNames.Mail.SmtpClient, Constructor) { IsForOneCaller = true });

    private readonly Dictionary<ISymbol, PooledClient> rows = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private PooledClients(CompilationContext compilation)
    {
        foreach (var row in Rows)
        {
            foreach (var member in compilation.Type(row.Type)?.GetMembers(row.Member) ?? ImmutableArray<ISymbol>.Empty)
            {
                names.Add(row.Member == Constructor ? member.ContainingType.Name : row.Member);
                rows[member] = row;
            }
        }
    }

    public bool IsEmpty => rows.Count == 0;

    public static PooledClients For(CompilationContext compilation) => compilation.Get(c => new PooledClients(c));

    /// <summary>What a constructor or method makes; null where it makes nothing that pools.</summary>
    public PooledClient? Find(IMethodSymbol? method)
    {
        if (method is null || !names.Contains(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name))
            return null;

        for (var current = method.OriginalDefinition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (rows.TryGetValue(current, out var row))
                return row;
        }

        return null;
    }
}
