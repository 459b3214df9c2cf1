using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripShape;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>
/// The members of Entity Framework Core, versions 6 to 10, that go to the database. What composes a query (Where, Include,
/// AsNoTracking) and what only touches the change tracker (Add, Attach, Local) is not among them.
/// </summary>
internal static class EfCoreRoundTrips
{
    public static readonly ImmutableArray<RoundTripRow> Rows = Enumerable.Empty<RoundTripRow>()
        .Concat(RoundTripRow.Of(
            TypeNames.EfCore.QueryableExtensions,
            Query,
            RunsQuery,
            "AllAsync", "AnyAsync", "AverageAsync", "ContainsAsync", "CountAsync", "ElementAtAsync", "ElementAtOrDefaultAsync", "FirstAsync",
            "FirstOrDefaultAsync", "ForEachAsync", "LastAsync", "LastOrDefaultAsync", "Load", "LoadAsync", "LongCountAsync", "MaxAsync", "MinAsync",
            "SingleAsync", "SingleOrDefaultAsync", "SumAsync", "ToArrayAsync", "ToDictionaryAsync", "ToHashSetAsync", "ToListAsync"))
        .Concat(RoundTripRow.Of(
            TypeNames.EfCore.QueryableExtensions, Command, RunsQuery, "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteUpdate", "ExecuteUpdateAsync"))
        .Concat(RoundTripRow.Of(
            TypeNames.EfCore.RelationalQueryableExtensions, Command, RunsQuery, "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteUpdate", "ExecuteUpdateAsync"))
        .Concat(RoundTripRow.Of(
            TypeNames.System.Queryable,
            Query,
            RunsQuery,
            "Aggregate", "All", "Any", "Average", "Contains", "Count", "ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault", "Last",
            "LastOrDefault", "LongCount", "Max", "MaxBy", "Min", "MinBy", "SequenceEqual", "Single", "SingleOrDefault", "Sum"))
        .Concat(RoundTripRow.Of(
            TypeNames.System.Enumerable,
            Query,
            RunsQueryIfQueryable,
            "Aggregate", "All", "Any", "Average", "Contains", "Count", "ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault", "Last",
            "LastOrDefault", "LongCount", "Max", "Min", "Single", "SingleOrDefault", "Sum", "ToArray", "ToDictionary", "ToHashSet", "ToList", "ToLookup"))
        .Concat(RoundTripRow.Of(TypeNames.EfCore.DbSet, Query, Call, "Find", "FindAsync"))
        .Concat(RoundTripRow.Of(TypeNames.EfCore.DbContext, Query, Call, "Find", "FindAsync"))
        .Concat(RoundTripRow.Of(TypeNames.EfCore.NavigationEntry, Query, Call, "Load", "LoadAsync"))
        .Concat(RoundTripRow.Of(TypeNames.EfCore.ReferenceEntry, Query, Call, "Load", "LoadAsync"))
        .Concat(RoundTripRow.Of(TypeNames.EfCore.CollectionEntry, Query, Call, "Load", "LoadAsync"))
        .Concat(RoundTripRow.Of(TypeNames.EfCore.EntityEntry, Query, Call, "GetDatabaseValues", "GetDatabaseValuesAsync", "Reload", "ReloadAsync"))
        .Concat(RoundTripRow.Of(
            TypeNames.EfCore.RelationalDatabaseFacadeExtensions,
            Command,
            Call,
            "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "ExecuteSqlRaw", "ExecuteSqlRawAsync"))
        .ToImmutableArray();
}
