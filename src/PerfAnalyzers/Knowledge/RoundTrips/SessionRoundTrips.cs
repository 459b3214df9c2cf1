using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripShape;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>
/// Marten: documents and streams of events in PostgreSQL. What stores, deletes or appends is collected until the session saves; a batch of
/// queries is only sent when it is executed. Before version 8 most members had a synchronous form.
/// </summary>
internal static class MartenRoundTrips
{
    private const string LoadMany = "LoadManyAsync(ids)";

    private static readonly string[] Sessions = { TypeNames.Sessions.MartenQuery, TypeNames.Sessions.JasperRead };

    private static readonly string[] EventQueries = { TypeNames.Sessions.MartenEventQuery, TypeNames.Sessions.JasperEventQuery };

    private static readonly string[] EventStores = { TypeNames.Sessions.MartenEventOperations, TypeNames.Sessions.JasperEventOperations };

    public static readonly RoundTripLibrary Library = new(
        "Marten",
        TypeNames.Sessions.MartenQuery,
        new QueryProvider(ImmutableArray.Create(TypeNames.Sessions.MartenQueryable), ImmutableArray.Create("Query", "QueryRawEventDataOnly", "QueryAllRawEvents")),
        "Marten")
    {
        LinqRoundTrips.All(),
        Reads(TypeNames.Sessions.MartenQueryable, Query, Scalar, Async("Any", "Average", "Count", "LongCount", "Max", "Min", "Sum")).Running(RunsQuery),
        Reads(TypeNames.Sessions.MartenQueryable, Query, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")).Running(RunsQuery),
        Reads(TypeNames.Sessions.MartenQueryable, Query, Many, "ToListAsync").Running(RunsQuery),
        Reads(TypeNames.Sessions.MartenPages, Query, Many, AndAsync("ToPagedList")).Running(RunsQuery),
        Reads(TypeNames.Sessions.MartenQuery, Query, One, "Load").InBatch(LoadMany).Kept(),
        Reads(TypeNames.Sessions.MartenQuery, Query, Many, "LoadMany").InBatch(LoadMany).Kept(),
        Of(Sessions, type => Reads(type, Query, One, "LoadAsync").InBatch(LoadMany).Kept()),
        Of(Sessions, type => Reads(type, Query, Many, "LoadManyAsync").InBatch(LoadMany).Kept()),
        Reads(TypeNames.Sessions.MartenQuery, Query, Scalar, "CheckExistsAsync"),
        Reads(TypeNames.Sessions.MartenQuery, Query, Many, "QueryAsync"),
        Of(EventQueries, type => Reads(type, Query, One, "AggregateStreamAsync")),
        Of(EventQueries, type => Reads(type, Query, One, "FetchStreamStateAsync", "LoadAsync")),
        Of(EventQueries, type => Reads(type, Query, Many, "FetchStreamAsync")),
        Of(EventStores, type => Reads(type, Query, One, "FetchForWriting", "FetchForExclusiveWriting", "FetchLatest")),
        Reads(TypeNames.Sessions.MartenBatch, Query, Many, "Execute"),
        Writes(TypeNames.Sessions.MartenDocument, Save, AndAsync("SaveChanges")).InBatch("one save after the loop"),
        Writes(TypeNames.Sessions.JasperSession, Save, "SaveChangesAsync").InBatch("one save after the loop"),
    };
}

/// <summary>
/// NHibernate. What a session is told to save, update or delete waits for its flush, and Load gives an object that is filled when it is first
/// looked at; a session without state writes at once.
/// </summary>
internal static class NHibernateRoundTrips
{
    private static readonly string[] Asked = { TypeNames.Sessions.NHibernateQuery, TypeNames.Sessions.NHibernateCriteria };

    public static readonly RoundTripLibrary Library = new(
        "NHibernate",
        TypeNames.Sessions.NHibernate,
        new QueryProvider(ImmutableArray.Create(TypeNames.Sessions.NHibernateLinq), ImmutableArray.Create("Query")),
        "NHibernate")
    {
        LinqRoundTrips.All(),
        Reads(TypeNames.Sessions.NHibernateLinq, Query, Scalar, Async("All", "Any", "Average", "Count", "LongCount", "Max", "Min", "Sum")).Running(RunsQuery),
        Reads(TypeNames.Sessions.NHibernateLinq, Query, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")).Running(RunsQuery),
        Reads(TypeNames.Sessions.NHibernateLinq, Query, Many, "ToListAsync").Running(RunsQuery),
        Writes(TypeNames.Sessions.NHibernateDml, Command, AndAsync("Delete")).Running(RunsQuery),
        Reads(TypeNames.Sessions.NHibernate, Query, One, AndAsync("Get")).Kept(),
        Reads(TypeNames.Sessions.NHibernate, Query, One, AndAsync("Refresh")),
        Reads(TypeNames.Sessions.NHibernateStateless, Query, One, AndAsync("Get", "Refresh")),
        Writes(TypeNames.Sessions.NHibernateStateless, Command, AndAsync("Insert", "Update", "Delete")),
        Of(Asked, type => Reads(type, Query, Many, AndAsync("List"))),
        Of(Asked, type => Reads(type, Query, One, AndAsync("UniqueResult"))),
        Writes(TypeNames.Sessions.NHibernateQuery, Command, AndAsync("ExecuteUpdate")),
        Reads(TypeNames.Sessions.NHibernateQueryOver, Query, Many, AndAsync("List")),
        Reads(TypeNames.Sessions.NHibernateQueryOver, Query, One, AndAsync("SingleOrDefault")),
        Reads(TypeNames.Sessions.NHibernateQueryOver, Query, Scalar, AndAsync("RowCount", "RowCountInt64")),
        Writes(TypeNames.Sessions.NHibernate, Save, AndAsync("Flush")).InBatch("one flush after the loop"),
        Does(TypeNames.Sessions.NHibernate, Transaction, "BeginTransaction"),
        Does(TypeNames.Sessions.NHibernateStateless, Transaction, "BeginTransaction"),
        Does(TypeNames.Sessions.NHibernateTransaction, Transaction, AndAsync("Commit", "Rollback")),
    };
}

/// <summary>RavenDB. Load has an overload for many keys, and gives what the session holds; what is stored or deleted waits for the save.</summary>
internal static class RavenRoundTrips
{
    private const string LoadMany = "LoadAsync(ids)";

    public static readonly RoundTripLibrary Library = new(
        "RavenDB",
        TypeNames.Sessions.Raven,
        new QueryProvider(ImmutableArray.Create(TypeNames.Sessions.RavenLinq), ImmutableArray.Create("Query")),
        "Raven")
    {
        LinqRoundTrips.All(),
        Reads(TypeNames.Sessions.RavenLinq, Query, Scalar, Async("Any", "Count", "LongCount")).Running(RunsQuery),
        Reads(TypeNames.Sessions.RavenLinq, Query, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")).Running(RunsQuery),
        Reads(TypeNames.Sessions.RavenLinq, Query, Many, Async("ToArray", "ToList")).Running(RunsQuery),
        Reads(TypeNames.Sessions.Raven, Query, One, "Load").InBatch("Load(ids)").Kept(),
        Reads(TypeNames.Sessions.RavenAsync, Query, One, "LoadAsync").InBatch(LoadMany).Kept(),
        Writes(TypeNames.Sessions.Raven, Save, "SaveChanges").InBatch("one save after the loop"),
        Writes(TypeNames.Sessions.RavenAsync, Save, "SaveChangesAsync").InBatch("one save after the loop"),
    };
}
