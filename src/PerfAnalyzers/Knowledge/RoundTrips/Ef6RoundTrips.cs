using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripShape;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The members of Entity Framework 6 that go to the database.</summary>
internal static class Ef6RoundTrips
{
    private static readonly string[] Entries =
    {
        TypeNames.Ef6.ReferenceEntry, TypeNames.Ef6.ReferenceEntryOfT, TypeNames.Ef6.CollectionEntry, TypeNames.Ef6.CollectionEntryOfT,
    };

    public static readonly RoundTripLibrary Library = new("Entity Framework 6", TypeNames.Ef6.DbContext)
    {
        LinqRoundTrips.All(),
        Reads(
            TypeNames.Ef6.QueryableExtensions,
            Query,
            Scalar,
            Async("All", "Any", "Average", "Contains", "Count", "LongCount", "Max", "Min", "Sum")).Running(RunsQuery),
        Reads(TypeNames.Ef6.QueryableExtensions, Query, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")).Running(RunsQuery),
        Reads(
            TypeNames.Ef6.QueryableExtensions,
            Query,
            Many,
            "ForEachAsync", "Load", "LoadAsync", "ToArrayAsync", "ToDictionaryAsync", "ToListAsync").Running(RunsQuery),
        Reads(TypeNames.Ef6.DbSetOfT, Query, One, AndAsync("Find")),
        Reads(TypeNames.Ef6.DbSet, Query, One, AndAsync("Find")),
        Reads(TypeNames.Ef6.DbSetInterface, Query, One, "Find").Awaited("FindAsync"),
        Reads(TypeNames.Ef6.RawSqlQueryOfT, Query, Many, Async("ForEach", "ToArray", "ToList")),
        Reads(TypeNames.Ef6.RawSqlQueryOfT, Query, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")),
        Reads(TypeNames.Ef6.EntityEntry, Query, One, AndAsync("GetDatabaseValues", "Reload")),
        Reads(TypeNames.Ef6.EntityEntryOfT, Query, One, AndAsync("GetDatabaseValues", "Reload")),
        Of(Entries, type => Reads(type, Query, Many, AndAsync("Load"))),
        Writes(TypeNames.Ef6.Database, Command, AndAsync("ExecuteSqlCommand")),
        Writes(TypeNames.Ef6.DbContext, Save, AndAsync("SaveChanges")).InBatch("one save after the loop"),
        Does(TypeNames.Ef6.Database, Transaction, "BeginTransaction"),
        Does(TypeNames.Ef6.DbContextTransaction, Transaction, "Commit", "Rollback"),
    };
}
