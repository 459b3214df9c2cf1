using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfAnalyzers.Proofs.Servers;

/// <summary>How a program is called.</summary>
public delegate Task<string> RunAgainst(Uri address, int rounds);

/// <summary>What a server does with a request.</summary>
internal enum Conduct
{
    Answers,

    /// <summary>It takes the request and says nothing.</summary>
    Hangs,

    /// <summary>It says that it cannot serve now.</summary>
    Fails,
}

/// <summary>An HTTP server on this machine that counts the connections it is asked for, and the requests on them.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private int connections;
    private int requests;

    public LoopbackServer(Conduct conduct)
    {
        Conduct = conduct;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public Conduct Conduct { get; set; }

    /// <summary>After how many failed requests it answers again.</summary>
    public int Failures { get; set; } = int.MaxValue;

    public int Connections => connections;

    public int Requests => requests;

    public void Dispose()
    {
        closing.Cancel();
        listener.Stop();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.Length > 0)
                        continue;

                    var number = Interlocked.Increment(ref requests);
                    if (Conduct == Conduct.Hangs)
                        await Task.Delay(Timeout.Infinite, closing.Token);

                    var status = Conduct == Conduct.Fails && number <= Failures ? "503 Service Unavailable" : "200 OK";
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nok"));
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
