using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripShape;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>
/// The members of Entity Framework Core, versions 6 to 10, that go to the database. What composes a query (Where, Include,
/// AsNoTracking, SqlQuery) and what only touches the change tracker (Add, Attach, Local) is not among them.
/// </summary>
internal static class EfCoreRoundTrips
{
    private static readonly string[] Changes = AndAsync("ExecuteDelete", "ExecuteUpdate");

    public static readonly RoundTripLibrary Library = new("EF Core", TypeNames.EfCore.DbContext)
    {
        LinqRoundTrips.All(),
        Reads(
            TypeNames.EfCore.QueryableExtensions,
            Query,
            Scalar,
            Async("All", "Any", "Average", "Contains", "Count", "LongCount", "Max", "Min", "Sum")).Running(RunsQuery),
        Reads(
            TypeNames.EfCore.QueryableExtensions,
            Query,
            One,
            Async("ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault")).Running(RunsQuery),
        Reads(
            TypeNames.EfCore.QueryableExtensions,
            Query,
            Many,
            "ForEachAsync", "Load", "LoadAsync", "ToArrayAsync", "ToDictionaryAsync", "ToHashSetAsync", "ToListAsync").Running(RunsQuery),
        Writes(TypeNames.EfCore.QueryableExtensions, Command, Changes).Running(RunsQuery),
        Writes(TypeNames.EfCore.RelationalQueryableExtensions, Command, Changes).Running(RunsQuery),
        Reads(TypeNames.EfCore.DbSet, Query, One, AndAsync("Find")),
        Reads(TypeNames.EfCore.DbContext, Query, One, AndAsync("Find")),
        Reads(TypeNames.EfCore.NavigationEntry, Query, Many, AndAsync("Load")),
        Reads(TypeNames.EfCore.ReferenceEntry, Query, One, AndAsync("Load")),
        Reads(TypeNames.EfCore.CollectionEntry, Query, Many, AndAsync("Load")),
        Reads(TypeNames.EfCore.EntityEntry, Query, One, AndAsync("GetDatabaseValues", "Reload")),
        Writes(TypeNames.EfCore.RelationalDatabaseFacadeExtensions, Command, AndAsync("ExecuteSql", "ExecuteSqlInterpolated", "ExecuteSqlRaw")),
        Writes(TypeNames.EfCore.DbContext, Save, AndAsync("SaveChanges")).InBatch("one save after the loop"),
        Does(TypeNames.EfCore.DatabaseFacade, Transaction, AndAsync("BeginTransaction", "CommitTransaction", "RollbackTransaction")),
        Does(TypeNames.EfCore.RelationalDatabaseFacadeExtensions, Transaction, AndAsync("BeginTransaction")),
        Does(TypeNames.EfCore.DbContextTransaction, Transaction, AndAsync("Commit", "Rollback", "CreateSavepoint", "RollbackToSavepoint", "ReleaseSavepoint")),
        Does(TypeNames.EfCore.RelationalDatabaseFacadeExtensions, Connection, AndAsync("OpenConnection")),
        Reads(TypeNames.EfCore.DatabaseFacade, Connection, Scalar, AndAsync("CanConnect")),
        Writes(TypeNames.EfCore.DatabaseFacade, Command, AndAsync("EnsureCreated", "EnsureDeleted")),
        Writes(TypeNames.EfCore.RelationalDatabaseFacadeExtensions, Command, AndAsync("Migrate")),
    };
}
