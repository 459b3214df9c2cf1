using System.Collections.Concurrent;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The rows that hold in one compilation, found by method in constant time.</summary>
internal sealed class RoundTripTable
{
    /// <summary>All that is known. What two libraries share (LINQ) belongs to the later one where both are referenced.</summary>
    public static readonly ImmutableArray<RoundTripLibrary> Libraries = ImmutableArray.Create(
        MartenRoundTrips.Library,
        NHibernateRoundTrips.Library,
        RavenRoundTrips.Library,
        Linq2DbRoundTrips.Library,
        Ef6RoundTrips.Library,
        EfCoreRoundTrips.Library,
        AdoNetRoundTrips.Library,
        SqlClientRoundTrips.Library,
        DapperRoundTrips.Library,
        SqlSugarRoundTrips.Library,
        FreeSqlRoundTrips.Library,
        OrmLiteRoundTrips.Library,
        IdentityRoundTrips.Library,
        HttpRoundTrips.Library,
        RefitRoundTrips.Library,
        RestSharpRoundTrips.Library,
        FlurlRoundTrips.Library,
        GrpcRoundTrips.Library,
        DistributedCacheRoundTrips.Library,
        RedisRoundTrips.Library,
        MongoRoundTrips.Library,
        CosmosRoundTrips.Library,
        DynamoDbRoundTrips.Library,
        AzureTableRoundTrips.Library,
        ElasticRoundTrips.Nest,
        ElasticRoundTrips.Library,
        LiteDbRoundTrips.Library,
        AzureBlobRoundTrips.Library,
        AmazonS3RoundTrips.Library,
        AzureMessageRoundTrips.ServiceBus,
        AzureMessageRoundTrips.Storage,
        RabbitRoundTrips.Library,
        KafkaRoundTrips.Library,
        AmazonMessageRoundTrips.Sqs,
        AmazonMessageRoundTrips.Sns,
        MassTransitRoundTrips.Library,
        NServiceBusRoundTrips.Library,
        MailRoundTrips.Framework,
        MailRoundTrips.MailKit,
        FileRoundTrips.Library);

    private readonly Dictionary<ISymbol, RoundTripRow> rows = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> types = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<RoundTripKind> kinds = new();
    private readonly List<RoundTripPattern> patterns = new();
    private readonly HashSet<ISymbol> collectors = new(SymbolEqualityComparer.Default);
    private readonly bool hasAttribute;
    private readonly ConcurrentDictionary<ISymbol, RoundTripRow?> indirect = new(SymbolEqualityComparer.Default);

    private RoundTripTable(CompilationContext compilation)
    {
        foreach (var library in Libraries)
        {
            if (compilation.Type(library.Gate) is null)
                continue;

            foreach (var row in library.Rows)
                Add(row, compilation);

            collectors.UnionWith(library.Collectors.Select(compilation.Type).OfType<ISymbol>());
        }

        foreach (var row in UserRoundTrips.Rows(compilation))
            Add(row, compilation);

        hasAttribute = UserRoundTrips.HasAttribute(compilation);
    }

    /// <summary>Whether nothing that is referenced makes round trips.</summary>
    public bool IsEmpty => kinds.Count == 0 && !hasAttribute;

    /// <summary>
    /// The names of the members that are round trips wherever they are called; null when there are others, by pattern or attribute,
    /// that only their declarations show. With each name that many other things have comes a word without which the source
    /// cannot mean the member: the name of its type, or of the namespace of an extension.
    /// </summary>
    /// <param name="unasked">The kinds whose members are left out.</param>
    public IEnumerable<(string Name, string? Mark)>? NamesBesideQueries(params RoundTripKind[] unasked) => hasAttribute || patterns.Count > 0
        ? null
        : NamesOf(r => !unasked.Contains(r.Kind));

    /// <summary>The same for the rows that a question is about.</summary>
    public IEnumerable<(string Name, string? Mark)>? NamesBesideQueries(Func<RoundTripRow, bool> isMeant) => hasAttribute || patterns.Any(p => isMeant(p.Row))
        ? null
        : NamesOf(isMeant);

    /// <summary>The names of the members that go to a database where they are called on a query, and that other sequences have too.</summary>
    public IEnumerable<string> NamesOfQueries => rows.Where(r => IsOfQuery(r.Key.Name, r.Value)).Select(r => r.Key.Name);

    public static RoundTripTable For(CompilationContext compilation) => compilation.Get(c => new RoundTripTable(c));

    /// <summary>Whether anything that is referenced makes round trips of a kind.</summary>
    public bool Has(RoundTripKind kind) => kinds.Contains(kind);

    /// <summary>The row of the called method; null when the call stays in the process, or is only queued on what it is made on.</summary>
    public RoundTripRow? Find(IInvocationOperation call)
    {
        if (Find(call.TargetMethod) is not { } row)
            return null;

        return collectors.Count > 0 && !IsCollector(call.TargetMethod.ContainingType) && call.Instance?.Type is { } receiver && IsCollector(receiver)
            ? null
            : row;
    }

    /// <summary>
    /// The row of the method, or of the method it overrides; null when it stays in the process. Where a receiver may only collect
    /// calls, as a batch of Redis does, ask with the call.
    /// </summary>
    public RoundTripRow? Find(IMethodSymbol method)
    {
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;

        // Whatever overrides or hides a member has its name; to look for what a method overrides is dear.
        var isNamed = names.Contains(declared.Name);
        for (var current = declared; isNamed && current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (rows.TryGetValue(current, out var row))
                return row;
        }

        return isNamed || hasAttribute || patterns.Count > 0 ? indirect.GetOrAdd(declared, FindIndirectly) : null;
    }

    private IEnumerable<(string Name, string? Mark)> NamesOf(Func<RoundTripRow, bool> isMeant) =>
        rows.Where(r => isMeant(r.Value) && !IsOfQuery(r.Key.Name, r.Value))
            .SelectMany(r => Marks(r.Key, r.Value).Select(mark => (r.Key.Name, mark)));

    private static bool IsOfQuery(string name, RoundTripRow row) =>
        row.Type is TypeNames.System.Enumerable or TypeNames.System.Queryable || (row.Kind == RoundTripKind.Query && name == "Find");

    /// <summary>Whether a name is a single word, such as Get or Remove.</summary>
    private static bool IsCommon(string name) => !name.Skip(1).Any(char.IsUpper);

    private static IEnumerable<string?> Marks(ISymbol member, RoundTripRow row)
    {
        if (!IsCommon(member.Name))
            return new string?[] { null };

        return row.Library is { Marks: { IsEmpty: false } marks } ? marks : new[] { Mark(member) };
    }

    /// <summary>What a file that calls a member mentions: its type, or in a using directive the namespace of the extension.</summary>
    private static string Mark(ISymbol member) =>
        member is IMethodSymbol { IsExtensionMethod: true } || RoundTripRow.IsExtensionBlock(member.ContainingType) ? member.ContainingNamespace.Name : member.ContainingType.Name;

    private bool IsCollector(ITypeSymbol type) =>
        collectors.Contains(type.OriginalDefinition) || type.AllInterfaces.Any(i => collectors.Contains(i.OriginalDefinition));

    private void Add(RoundTripRow row, CompilationContext compilation)
    {
        if (compilation.Type(row.Type) is not { } type)
            return;

        kinds.Add(row.Kind);
        if (row.Scope != RoundTripScope.Members)
        {
            patterns.Add(new RoundTripPattern(row, type, row.Marks.Select(compilation.Type).OfType<ISymbol>().ToImmutableArray()));
            return;
        }

        types.Add(type);
        foreach (var method in row.MethodsOf(type))
        {
            names.Add(method.Name);

            // A row that names its member says more than one for all the others.
            if (row.NamesMember || !rows.ContainsKey(method))
                rows[method] = row;
        }
    }

    private RoundTripRow? FindIndirectly(ISymbol symbol)
    {
        for (var current = (IMethodSymbol?)symbol; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (hasAttribute && UserRoundTrips.ByAttribute(current) is { } stated)
                return stated;

            foreach (var pattern in patterns)
            {
                if (pattern.Fits(current))
                    return pattern.Row;
            }

            if (Redeclared(current) is { } row)
                return row;
        }

        return null;
    }

    /// <summary>
    /// The row of a member that a library declares anew in a type of its own: SqlCommand hides members of DbCommand to
    /// answer with its own types, and clients implement the interface that the row names.
    /// </summary>
    private RoundTripRow? Redeclared(IMethodSymbol method)
    {
        if (method.IsStatic || !names.Contains(method.Name) || !method.DeclaringSyntaxReferences.IsEmpty || method.ContainingType is not { } type)
            return null;

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (Named(current) is { } row)
                return row;
        }

        return type.AllInterfaces.Select(Named).FirstOrDefault(row => row is not null);

        RoundTripRow? Named(INamedTypeSymbol declaring) =>
            types.Contains(declaring.OriginalDefinition)
                ? declaring.OriginalDefinition.GetMembers(method.Name).Select(m => rows.TryGetValue(m, out var row) ? row : null).FirstOrDefault(row => row is not null)
                : null;
    }
}
