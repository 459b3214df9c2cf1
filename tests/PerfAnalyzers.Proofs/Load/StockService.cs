using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;

namespace PerfAnalyzers.Proofs.Load;

/// <summary>
/// Another machine, as far as a server can tell: it answers over HTTP with what a database holds, and takes its time. It has threads of its own, so
/// that it is not what a lack of threads in the pool slows down.
/// </summary>
internal sealed class StockService : IDisposable
{
    private const int Rows = 300;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly SqliteConnection database = new("Data Source=:memory:");

    private int waiting;
    private int mostWaiting;

    public StockService()
    {
        database.Open();
        Execute("CREATE TABLE Stock (Id INTEGER PRIMARY KEY, Price INTEGER)");
        Execute($"WITH RECURSIVE N(Id) AS (SELECT 1 UNION ALL SELECT Id + 1 FROM N WHERE Id < {Rows}) INSERT INTO Stock SELECT Id, Id * 37 % 101 FROM N");
        listener.Start(backlog: 1024);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        Start(Accept);
    }

    public Uri Address { get; }

    /// <summary>The most questions that waited for their answer at one time.</summary>
    public int MostWaiting => mostWaiting;

    public void Dispose()
    {
        listener.Stop();
        database.Dispose();
    }

    private static void Start(Action work) => new Thread(() => work(), maxStackSize: 256 * 1024) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                Start(() => Serve(client));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private void Serve(TcpClient client)
    {
        using var connection = client;
        try
        {
            connection.NoDelay = true;
            using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
            while (reader.ReadLine() is { } line)
            {
                while (reader.ReadLine() is { Length: > 0 })
                {
                }

                // GET /stock/17 HTTP/1.1
                var id = int.Parse(line.Split(' ')[1].Split('/')[^1], CultureInfo.InvariantCulture);
                Begin();
                Thread.Sleep(Delay);
                var answer = Find(id);
                Interlocked.Decrement(ref waiting);
                connection.GetStream().Write(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\n\r\n{answer}"));
            }
        }
        catch (IOException)
        {
            // The other side has gone.
        }
    }

    private void Begin()
    {
        var now = Interlocked.Increment(ref waiting);
        for (var known = mostWaiting; now > known; known = mostWaiting)
            Interlocked.CompareExchange(ref mostWaiting, now, known);
    }

    private string Find(int id)
    {
        lock (database)
        {
            using var command = database.CreateCommand();
            command.CommandText = "SELECT Price FROM Stock WHERE Id = $id";
            command.Parameters.AddWithValue("$id", id);
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
        }
    }

    private void Execute(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
