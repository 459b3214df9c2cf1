using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PerfAnalyzers.Proofs.Shop;

/// <summary>Counts what goes to the database: the questions, and all of it.</summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private int queries;
    private int commands;

    public int Queries => queries;

    public int Commands => commands;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Count(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return new(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Count(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return new(result);
    }

    private void Count(DbCommand command)
    {
        Interlocked.Increment(ref commands);
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            Interlocked.Increment(ref queries);
    }
}
