using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PerfAnalyzers.Proofs.PostgreSql;

/// <summary>How a program is called: it fills a database, and then asks it something.</summary>
public delegate Task RunOnServer(Action<DbContextOptionsBuilder> database, TextWriter output);

/// <summary>What a program answered, and what its queries took.</summary>
/// <param name="Answer">What it wrote.</param>
/// <param name="Rows">The rows that came over.</param>
/// <param name="Bytes">The bytes that came over.</param>
/// <param name="Plan">How the server finds the rows of the last query: the lowest step of its plan.</param>
internal sealed partial record ServerRun(string Answer, int Rows, long Bytes, string Plan)
{
    public static async Task<ServerRun> OfAsync(RunOnServer program, string connectionString)
    {
        await using var output = new StringWriter();
        using var watcher = new QueryWatcher(connectionString);
        await program(builder => builder.UseNpgsql(connectionString).AddInterceptors(watcher), output);
        return new ServerRun(output.ToString(), watcher.Rows, watcher.Bytes, watcher.Plan);
    }

    /// <summary>Counts what readers give, and asks the server for its plan of each query, once there are statistics for it.</summary>
    private sealed partial class QueryWatcher : DbCommandInterceptor, IDisposable
    {
        private readonly string connectionString;
        private readonly MeterListener meters = new();
        private bool isReading;

        public QueryWatcher(string connectionString)
        {
            this.connectionString = connectionString;
            meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Npgsql", Name: "db.client.operation.npgsql.bytes_read" })
                    listener.EnableMeasurementEvents(instrument);
            };
            meters.SetMeasurementEventCallback<long>((_, bytes, _, _) => Bytes += isReading ? bytes : 0);
            meters.Start();
        }

        public void Dispose() => meters.Dispose();

        public int Rows { get; private set; }

        public long Bytes { get; private set; }

        public string Plan { get; private set; } = "";

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsQuery(command))
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(cancellationToken);
                await using (var analyze = new NpgsqlCommand("analyze", connection))
                    await analyze.ExecuteNonQueryAsync(cancellationToken);

                await using var explain = new NpgsqlCommand("explain " + command.CommandText, connection);
                foreach (NpgsqlParameter parameter in command.Parameters)
                    explain.Parameters.Add(parameter.Clone());

                var lines = new List<string>();
                await using var plan = await explain.ExecuteReaderAsync(cancellationToken);
                while (await plan.ReadAsync(cancellationToken))
                    lines.Add(plan.GetString(0));

                isReading = true;
                Plan = Scan().Match(lines.Last(l => Scan().IsMatch(l))).Value;
            }

            return result;
        }

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            if (IsQuery(command))
            {
                // The last read finds the end.
                Rows += eventData.ReadCount - 1;
                isReading = false;
            }

            return result;
        }

        private static bool IsQuery(DbCommand command) => command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.CommandText.Contains("\"Orders\"", StringComparison.Ordinal);

        [GeneratedRegex("(Parallel )?(Seq|Index|Index Only|Bitmap Index) Scan")]
        private static partial Regex Scan();
    }
}
