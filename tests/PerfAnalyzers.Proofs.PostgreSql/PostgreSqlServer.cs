using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(PerfAnalyzers.Proofs.PostgreSql.PostgreSqlServer))]

namespace PerfAnalyzers.Proofs.PostgreSql;

/// <summary>
/// A server of its own, in a temporary directory and on the loopback address, started for the tests and stopped after them. Where PostgreSQL is not
/// installed, tests that ask for a database are skipped and say so.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly string? programs = FindPrograms();
    private readonly string folder = Path.Combine(Path.GetTempPath(), "perfanalyzers-pg-" + Guid.NewGuid().ToString("N"));
    private readonly Lazy<int> port;
    private int databases;

    public PostgreSqlServer() => port = new(Start);

    /// <summary>The connection string of a database that nobody else uses.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        if (programs is null)
            Assert.Skip("PostgreSQL is not installed: neither initdb on the path nor /usr/lib/postgresql/*/bin, nor the folder in PERFANALYZERS_POSTGRESQL.");

        var name = "p" + Interlocked.Increment(ref databases);
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public void Dispose()
    {
        if (!port.IsValueCreated)
            return;

        NpgsqlConnection.ClearAllPools();
        Run("pg_ctl", "stop", "-D", folder, "-m", "immediate");
        Directory.Delete(folder, recursive: true);
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port.Value, Username = "postgres", Database = database }.ToString();

    private int Start()
    {
        var free = FreePort();
        Run("initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        Run("pg_ctl", "start", "-D", folder, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {free} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off");
        return free;
    }

    /// <summary>The server refuses to run as root; its package makes a user for it.</summary>
    private void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(programs!, program);
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindPrograms()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Reverse().Select(d => Path.Combine(d, "bin")) : [];
        var folders = new[] { Environment.GetEnvironmentVariable("PERFANALYZERS_POSTGRESQL") }
            .Concat(installed)
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(f => !string.IsNullOrEmpty(f) && File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }
}
