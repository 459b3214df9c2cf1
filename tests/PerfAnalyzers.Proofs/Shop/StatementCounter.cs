using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PerfAnalyzers.Proofs.Shop;

/// <summary>Counts the questions that a database is asked, whoever asks them.</summary>
internal sealed class StatementCounter : IDisposable
{
    private const int StepsAtOnce = 10;

    private readonly sqlite3 database;

    public StatementCounter(SqliteConnection connection)
    {
        // By name, since the provider may have been compiled against a newer wrapper than the one here, see SqliteWrapper.
        database = (sqlite3)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!;
        raw.sqlite3_trace(database, (_, statement) => Count(statement), null);
        raw.sqlite3_progress_handler(database, StepsAtOnce, _ => Step(), null);
    }

    public int Queries { get; private set; }

    public int Steps { get; private set; }

    public void Dispose()
    {
        raw.sqlite3_trace(database, (strdelegate_trace?)null, null);
        raw.sqlite3_progress_handler(database, 0, null, null);
    }

    private int Step()
    {
        Steps += StepsAtOnce;
        return 0;
    }

    private void Count(string statement)
    {
        // After a write, EF Core asks how many rows it changed.
        if (statement.StartsWith("SELECT", StringComparison.Ordinal) && !statement.StartsWith("SELECT changes()", StringComparison.Ordinal))
            Queries++;
    }
}
