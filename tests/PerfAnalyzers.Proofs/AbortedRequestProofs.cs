using System.Diagnostics;
using System.Net.Http;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs;

/// <summary>How a program that serves a request is called.</summary>
public delegate Task RunRequest(ShopContext db, HttpClient http, List<int> ids, TextWriter output, CancellationToken aborted);

/// <summary>PERF3001, PERF3002, PERF3003, PERF3007: the same answers, and a request that is aborted stops its queries and its requests to others.</summary>
public sealed class AbortedRequestProofs
{
    private const int Many = 100;
    private const int AbortedAt = 3;

    public static TheoryData<string, string> Programs => [.. new[] { "PERF3001", "PERF3002", "PERF3003", "PERF3007" }.SelectMany(rule => ProofProgram.Names(rule).Select(name => (rule, name)))];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Answers_the_same_when_nobody_aborts(string rule, string name)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        foreach (var count in new[] { 0, 1, 7 })
        {
            var before = await RunAsync(program.Before, count, abortedAt: null);
            var after = await RunAsync(program.After, count, abortedAt: null);
            Assert.True(before.Answer == after.Answer, $"{count}: expected {before.Answer} but was {after.Answer} in\n{program.After}");
            Assert.Equal(before.Commands, after.Commands);
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Stops_when_the_request_is_aborted(string rule, string name)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        var whole = await RunAsync(program.Before, Many, abortedAt: null);
        var before = await RunAsync(program.Before, Many, AbortedAt);
        var after = await RunAsync(program.After, Many, AbortedAt);
        Assert.Equal(whole.Commands, before.Commands);
        Assert.True(after.Commands < AbortedAt * 3, $"{after.Commands} answers after the abort in\n{program.After}");
    }

    [Theory]
    [InlineData("PERF3001")]
    [InlineData("PERF3002")]
    [InlineData("PERF3003")]
    [InlineData("PERF3007")]
    public async Task Page_states_what_is_measured(string rule)
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(rule))
        {
            var program = await ProofProgram.LoadAsync(rule, name);
            measured.Add(new Measurement(name, Many, await RunAsync(program.Before, Many, AbortedAt), await RunAsync(program.After, Many, AbortedAt)));
        }

        MeasuredTable.Expect(rule, "Answers", o => o.Commands, measured);
    }

    /// <summary>The commands of the outcome are all that others were kept busy with: queries, and requests that were answered.</summary>
    private static async Task<Outcome> RunAsync(string source, int count, int? abortedAt)
    {
        var program = CompiledProgram<RunRequest>.Compile(source);
        using var database = await ShopDatabase.OfSizeAsync(count);
        using var aborted = new CancellationTokenSource();
        using var server = new CountingServer(abortedAt, aborted);
        using var http = new HttpClient(server) { BaseAddress = new Uri("http://rates") };
        var watch = Stopwatch.StartNew();
        var outcome = await database.RunAsync(async (db, request) =>
        {
            try
            {
                await program.RunAsync(db, http, [.. Enumerable.Range(1, count)], request.Output, aborted.Token);
            }
            catch (OperationCanceledException)
            {
                await request.Output.WriteLineAsync("aborted");
            }
        });
        return outcome with { Commands = outcome.Queries + server.Answered, Time = watch.Elapsed };
    }

    /// <summary>Answers after a moment, unless whoever asks has gone; the client goes away when its request has come so far.</summary>
    private sealed class CountingServer(int? abortedAt, CancellationTokenSource client) : HttpMessageHandler
    {
        private int asked;

        public int Answered { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (++asked == abortedAt)
                await client.CancelAsync();

            await Task.Delay(1, cancellationToken);
            Answered++;
            return new HttpResponseMessage { Content = new StringContent(request.RequestUri!.PathAndQuery) };
        }
    }
}
