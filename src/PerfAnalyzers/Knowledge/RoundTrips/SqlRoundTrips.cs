using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>ADO.NET, whatever the provider. What steps through an answer that is under way (Read, NextResult) is not among them.</summary>
internal static class AdoNetRoundTrips
{
    private const string SeveralRows = "one command for several rows";

    private static readonly string[] Readers = AndAsync("ExecuteReader");

    public static readonly RoundTripLibrary Library = new("ADO.NET", TypeNames.Data.Command)
    {
        Reads(TypeNames.Data.DbCommand, Query, Many, Readers),
        Reads(TypeNames.Data.DbCommand, Query, Scalar, AndAsync("ExecuteScalar")),
        Writes(TypeNames.Data.DbCommand, Command, AndAsync("ExecuteNonQuery")).InBatch(SeveralRows),
        Reads(TypeNames.Data.Command, Query, Many, "ExecuteReader"),
        Reads(TypeNames.Data.Command, Query, Scalar, "ExecuteScalar"),
        Writes(TypeNames.Data.Command, Command, "ExecuteNonQuery").InBatch(SeveralRows),
        Reads(TypeNames.Data.DbBatch, Query, Many, Readers),
        Reads(TypeNames.Data.DbBatch, Query, Scalar, AndAsync("ExecuteScalar")),
        Writes(TypeNames.Data.DbBatch, Command, AndAsync("ExecuteNonQuery")),
        Reads(TypeNames.Data.DbDataAdapter, Query, Many, "Fill"),
        Writes(TypeNames.Data.DbDataAdapter, Command, "Update"),
        Reads(TypeNames.Data.DataAdapter, Query, Many, "Fill"),
        Writes(TypeNames.Data.DataAdapter, Command, "Update"),
        Does(TypeNames.Data.DbConnection, Connection, AndAsync("Open")),
        Does(TypeNames.Data.Connection, Connection, "Open"),
        Does(TypeNames.Data.DbDataSource, Connection, AndAsync("OpenConnection")),
        Does(TypeNames.Data.DbConnection, Transaction, AndAsync("BeginTransaction")),
        Does(TypeNames.Data.Connection, Transaction, "BeginTransaction"),
        Does(TypeNames.Data.DbTransaction, Transaction, AndAsync("Commit", "Rollback", "Save", "Release")),
        Does(TypeNames.Data.Transaction, Transaction, "Commit", "Rollback"),
    };
}

/// <summary>What SQL Server's client has beside ADO.NET.</summary>
internal static class SqlClientRoundTrips
{
    public static readonly RoundTripLibrary Library = new("SqlClient", TypeNames.Data.SqlCommand)
    {
        Reads(TypeNames.Data.SqlCommand, Query, Many, AndAsync("ExecuteXmlReader")),
        Writes(TypeNames.Data.SqlBulkCopy, Command, AndAsync("WriteToServer")),
    };
}

/// <summary>Dapper, and what its Contrib package adds to connections.</summary>
internal static class DapperRoundTrips
{
    private const string SeveralRows = "one statement for several rows";

    public static readonly RoundTripLibrary Library = new("Dapper", TypeNames.Dapper.SqlMapper)
    {
        Reads(TypeNames.Dapper.SqlMapper, Query, Many, AndAsync("Query", "QueryMultiple", "ExecuteReader")),
        Reads(TypeNames.Dapper.SqlMapper, Query, Many, "QueryUnbufferedAsync"),
        Reads(TypeNames.Dapper.SqlMapper, Query, One, AndAsync("QueryFirst", "QueryFirstOrDefault", "QuerySingle", "QuerySingleOrDefault")).InBatch("QueryAsync(sql, new { ids })"),
        Reads(TypeNames.Dapper.SqlMapper, Query, Scalar, AndAsync("ExecuteScalar")),
        Writes(TypeNames.Dapper.SqlMapper, Command, AndAsync("Execute")).InBatch(SeveralRows),
        Reads(TypeNames.Dapper.Contrib, Query, One, AndAsync("Get")),
        Reads(TypeNames.Dapper.Contrib, Query, Many, AndAsync("GetAll")),
        Writes(TypeNames.Dapper.Contrib, Command, AndAsync("Insert", "Update", "Delete", "DeleteAll")).InBatch(SeveralRows),
    };
}
