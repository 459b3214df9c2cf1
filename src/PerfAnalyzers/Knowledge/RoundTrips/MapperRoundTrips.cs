using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripShape;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>LINQ to DB. Rows are written at once, one by one or by BulkCopy.</summary>
internal static class Linq2DbRoundTrips
{
    private const string Bulk = "BulkCopyAsync(rows)";

    private static readonly string[] Operators = { TypeNames.Mappers.Linq2DbOperators, TypeNames.Mappers.Linq2DbOlderOperators };

    private static readonly string[] Sql = { TypeNames.Mappers.Linq2DbSql, TypeNames.Mappers.Linq2DbOlderSql };

    public static readonly RoundTripLibrary Library = new(
        "LINQ to DB",
        TypeNames.Mappers.Linq2DbContext,
        new QueryProvider(Operators.ToImmutableArray(), ImmutableArray.Create("GetTable")),
        "LinqToDB")
    {
        LinqRoundTrips.All(),
        Of(Operators, type => Reads(type, Query, Scalar, Async("All", "Any", "Average", "Contains", "Count", "LongCount", "Max", "Min", "Sum")).Running(RunsQuery)),
        Of(Operators, type => Reads(type, Query, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")).Running(RunsQuery)),
        Of(Operators, type => Reads(type, Query, Many, Async("ForEach", "ToArray", "ToDictionary", "ToList")).Running(RunsQuery)),
        Writes(TypeNames.Mappers.Linq2DbChanges, Command, AndAsync("Delete")).Running(RunsQuery),
        Writes(TypeNames.Mappers.Linq2DbChanges, Command, AndAsync("Insert", "InsertOrUpdate", "InsertWithIdentity", "Truncate", "Update")),
        Writes(TypeNames.Mappers.Linq2DbRows, Command, AndAsync("Insert", "InsertOrReplace", "InsertWithIdentity", "InsertWithInt32Identity", "InsertWithInt64Identity")).InBatch(Bulk),
        Writes(TypeNames.Mappers.Linq2DbRows, Command, AndAsync("Update", "Delete")),
        Of(Sql, type => Reads(type, Query, Many, AndAsync("Query", "QueryProc"))),
        Of(Sql, type => Reads(type, Query, Many, "QueryToListAsync", "QueryToArrayAsync")),
        Of(Sql, type => Writes(type, Command, AndAsync("Execute", "ExecuteProc", "BulkCopy"))),
        Does(TypeNames.Mappers.Linq2DbConnection, Transaction, AndAsync("BeginTransaction", "CommitTransaction", "RollbackTransaction")),
    };
}

/// <summary>SqlSugar: queries and changes are composed member by member, and run by the last one.</summary>
internal static class SqlSugarRoundTrips
{
    private const string FindMany = "one query with In(ids)";

    private static readonly string[] Repositories = { TypeNames.Mappers.SugarRepository, TypeNames.Mappers.SugarRepositoryInterface };

    private static readonly string[] Changes = { TypeNames.Mappers.SugarInsert, TypeNames.Mappers.SugarUpdate, TypeNames.Mappers.SugarDelete };

    public static readonly RoundTripLibrary Library = new("SqlSugar", TypeNames.Mappers.SugarQuery, provider: null, "SqlSugar")
    {
        Reads(TypeNames.Mappers.SugarQuery, Query, Many, AndAsync("ToList", "ToArray", "ToPageList", "ToDataTable", "ToDictionary")),
        Reads(TypeNames.Mappers.SugarQuery, Query, One, AndAsync("First", "Single")),
        Reads(TypeNames.Mappers.SugarQuery, Query, One, AndAsync("InSingle")).InBatch(FindMany),
        Reads(TypeNames.Mappers.SugarQuery, Query, Scalar, AndAsync("Any", "Avg", "Count", "Max", "Min", "Sum")),
        Of(Changes, type => Writes(type, Command, AndAsync("ExecuteCommand"))),
        Writes(TypeNames.Mappers.SugarInsert, Command, AndAsync("ExecuteReturnBigIdentity", "ExecuteReturnEntity", "ExecuteReturnIdentity")),
        Of(Repositories, type => Reads(type, Query, One, AndAsync("GetById")).InBatch(FindMany)),
        Of(Repositories, type => Reads(type, Query, One, AndAsync("GetFirst", "GetSingle"))),
        Of(Repositories, type => Reads(type, Query, Many, AndAsync("GetList"))),
        Of(Repositories, type => Reads(type, Query, Scalar, AndAsync("Count", "IsAny"))),
        Of(Repositories, type => Writes(type, Command, AndAsync("Delete", "DeleteById", "DeleteByIds", "Insert", "InsertOrUpdate", "InsertRange", "Update"))),
        Reads(TypeNames.Mappers.SugarSql, Query, Many, AndAsync("GetDataTable", "SqlQuery")),
        Reads(TypeNames.Mappers.SugarSql, Query, One, AndAsync("SqlQuerySingle")),
        Reads(TypeNames.Mappers.SugarSql, Query, Scalar, AndAsync("GetScalar")),
        Writes(TypeNames.Mappers.SugarSql, Command, AndAsync("ExecuteCommand")),
    };
}

/// <summary>FreeSql: the same with other words.</summary>
internal static class FreeSqlRoundTrips
{
    private static readonly string[] Queries = { TypeNames.Mappers.FreeQuery, TypeNames.Mappers.FreeQueryOfOne };

    private static readonly string[] Changes = { TypeNames.Mappers.FreeInsert, TypeNames.Mappers.FreeUpdate, TypeNames.Mappers.FreeDelete };

    public static readonly RoundTripLibrary Library = new("FreeSql", TypeNames.Mappers.FreeQuery, provider: null, "FreeSql", "IFreeSql")
    {
        Of(Queries, type => Reads(type, Query, Many, AndAsync("ToList", "ToDataTable"))),
        Reads(TypeNames.Mappers.FreeQuery, Query, Many, AndAsync("ToDictionary")),
        Of(Queries, type => Reads(type, Query, One, AndAsync("First", "ToOne"))),
        Of(Queries, type => Reads(type, Query, Scalar, AndAsync("Any"))),
        Reads(TypeNames.Mappers.FreeQuery, Query, Scalar, AndAsync("Count")),
        Reads(TypeNames.Mappers.FreeQueryOfOne, Query, Scalar, AndAsync("Avg", "Max", "Min", "Sum")),
        Of(Changes, type => Writes(type, Command, AndAsync("ExecuteAffrows"))),
        Writes(TypeNames.Mappers.FreeInsert, Command, AndAsync("ExecuteIdentity", "ExecuteInserted")),
        Writes(TypeNames.Mappers.FreeUpdate, Command, AndAsync("ExecuteUpdated")),
        Writes(TypeNames.Mappers.FreeDelete, Command, AndAsync("ExecuteDeleted")),
        Reads(TypeNames.Mappers.FreeRepositoryWithKey, Query, One, AndAsync("Find", "Get")),
        Writes(TypeNames.Mappers.FreeRepositoryWithKey, Command, AndAsync("Delete")),
        Writes(TypeNames.Mappers.FreeRepository, Command, AndAsync("Delete", "Insert", "InsertOrUpdate", "Update")),
    };
}

/// <summary>OrmLite: extensions of connections, the awaitable ones in classes of their own.</summary>
internal static class OrmLiteRoundTrips
{
    private static readonly string[] Reading = { TypeNames.Mappers.OrmLiteReads, TypeNames.Mappers.OrmLiteQueries };

    private static readonly string[] ReadingAsync = { TypeNames.Mappers.OrmLiteReadsAsync, TypeNames.Mappers.OrmLiteQueriesAsync };

    public static readonly RoundTripLibrary Library = new("OrmLite", TypeNames.Mappers.OrmLiteReads, provider: null, "OrmLite")
    {
        Of(Reading, type => Reads(type, Query, Many, "Select")),
        Of(ReadingAsync, type => Reads(type, Query, Many, "SelectAsync")),
        Of(Reading, type => Reads(type, Query, One, "Single")),
        Of(ReadingAsync, type => Reads(type, Query, One, "SingleAsync")),
        Of(Reading, type => Reads(type, Query, Scalar, "Scalar")),
        Of(ReadingAsync, type => Reads(type, Query, Scalar, "ScalarAsync")),
        Reads(TypeNames.Mappers.OrmLiteReads, Query, One, "LoadSingleById", "SingleById").InBatch("SelectByIds(ids)"),
        Reads(TypeNames.Mappers.OrmLiteReadsAsync, Query, One, "LoadSingleByIdAsync", "SingleByIdAsync").InBatch("SelectByIdsAsync(ids)"),
        Reads(TypeNames.Mappers.OrmLiteReads, Query, Many, "Column", "Dictionary", "Lookup", "SelectByIds", "SqlList", "Where"),
        Reads(TypeNames.Mappers.OrmLiteReadsAsync, Query, Many, Async("Column", "Dictionary", "Lookup", "SelectByIds", "SqlList", "Where")),
        Reads(TypeNames.Mappers.OrmLiteReads, Query, Scalar, "Exists", "SqlScalar"),
        Reads(TypeNames.Mappers.OrmLiteReadsAsync, Query, Scalar, "ExistsAsync", "SqlScalarAsync"),
        Reads(TypeNames.Mappers.OrmLiteQueries, Query, Many, "LoadSelect"),
        Reads(TypeNames.Mappers.OrmLiteQueriesAsync, Query, Many, "LoadSelectAsync"),
        Reads(TypeNames.Mappers.OrmLiteQueries, Query, Scalar, "Count", "RowCount"),
        Reads(TypeNames.Mappers.OrmLiteQueriesAsync, Query, Scalar, "CountAsync", "RowCountAsync"),
        Writes(TypeNames.Mappers.OrmLiteWrites, Command, "Delete", "DeleteAll", "DeleteById", "DeleteByIds", "ExecuteSql", "Insert", "InsertAll", "Save", "SaveAll", "Update", "UpdateAll"),
        Writes(TypeNames.Mappers.OrmLiteWritesAsync, Command, Async("Delete", "DeleteAll", "DeleteById", "DeleteByIds", "ExecuteSql", "Insert", "InsertAll", "Save", "SaveAll", "Update", "UpdateAll")),
        Writes(TypeNames.Mappers.OrmLiteChanges, Command, "Delete", "InsertOnly", "UpdateNonDefaults", "UpdateOnly"),
        Writes(TypeNames.Mappers.OrmLiteChangesAsync, Command, Async("Delete", "InsertOnly", "UpdateNonDefaults", "UpdateOnly")),
    };
}
