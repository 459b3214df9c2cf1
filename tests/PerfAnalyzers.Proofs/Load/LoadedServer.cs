using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs.Load;

/// <summary>How a program adds what it serves to a server; what it needs to know it asks another one.</summary>
public delegate void MapServer(IEndpointRouteBuilder server, HttpClient stock);

/// <summary>What a server answered, and how it bore the load.</summary>
/// <param name="Answers">One line per request, in the order of the keys asked for.</param>
/// <param name="PeakThreads">The most threads of the pool that were at work, or blocked, at one time.</param>
/// <param name="MostWaiting">The most requests that waited for the other side at one time.</param>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="Slow">The time within which 95 of 100 requests were answered.</param>
internal sealed record LoadOutcome(string Answers, int PeakThreads, int MostWaiting, double PerSecond, TimeSpan Slow);

/// <summary>Runs a program as a server over HTTP, with many clients at once and a pool that begins small.</summary>
internal static class LoadedServer
{
    private const int SmallPool = 4;
    private const int RequestsPerClient = 3;

    public static async Task<LoadOutcome> RunAsync(string source, int clients)
    {
        var map = CompiledProgram<MapServer>.Compile(source, "Map").RunAsync;
        using var service = new StockService();
        using var stock = new HttpClient { BaseAddress = service.Address };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        map(server, stock);
        await server.StartAsync();
        var address = new Uri(server.Urls.Single());
        using (var first = new HttpClient { BaseAddress = address })
            await first.GetStringAsync("/prices/0");

        ThreadPool.GetMinThreads(out var least, out var leastPorts);
        ThreadPool.GetMaxThreads(out var most, out var mostPorts);
        try
        {
            // An upper limit for a moment makes the pool forget how many threads it found good before.
            ThreadPool.SetMinThreads(SmallPool, leastPorts);
            ThreadPool.SetMaxThreads(SmallPool, mostPorts);
            ThreadPool.SetMaxThreads(most, mostPorts);
            await UntilSmallAsync();
            return new Load(address, clients).Run() with { MostWaiting = service.MostWaiting };
        }
        finally
        {
            ThreadPool.SetMinThreads(least, leastPorts);
        }
    }

    /// <summary>Threads that are idle leave the pool after a while.</summary>
    private static async Task UntilSmallAsync()
    {
        for (var turn = 0; ThreadPool.ThreadCount > SmallPool && turn < 100; turn++)
            await Task.Delay(100);
    }

    /// <summary>Clients on threads of their own, which no lack of threads in the pool can slow down.</summary>
    private sealed class Load(Uri address, int clients)
    {
        private readonly string[] answers = new string[clients * RequestsPerClient];
        private readonly TimeSpan[] times = new TimeSpan[clients * RequestsPerClient];
        private readonly CountdownEvent left = new(clients);
        private readonly ManualResetEventSlim begin = new();

        public LoadOutcome Run()
        {
            for (var client = 0; client < clients; client++)
            {
                var number = client;
                new Thread(() => Ask(number), maxStackSize: 256 * 1024) { IsBackground = true }.Start();
            }

            var watch = Stopwatch.StartNew();
            begin.Set();
            var peak = 0;
            do
            {
                peak = Math.Max(peak, AtWork());
            }
            while (!left.Wait(TimeSpan.FromMilliseconds(1)));

            var seconds = watch.Elapsed.TotalSeconds;
            return new LoadOutcome(string.Join('\n', answers), peak, MostWaiting: 0, answers.Length / seconds, times.Order().ElementAt(times.Length * 95 / 100));
        }

        private static int AtWork()
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            ThreadPool.GetAvailableThreads(out var available, out _);
            return most - available;
        }

        private void Ask(int client)
        {
            using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
            begin.Wait();
            for (var request = client * RequestsPerClient; request < (client + 1) * RequestsPerClient; request++)
            {
                var watch = Stopwatch.StartNew();
                using var message = new HttpRequestMessage(HttpMethod.Get, $"/prices/{request}");
                using var response = http.Send(message);
                using var reader = new StreamReader(response.Content.ReadAsStream());
                answers[request] = $"{(int)response.StatusCode} {reader.ReadToEnd()}";
                times[request] = watch.Elapsed;
            }

            left.Signal();
        }
    }
}
