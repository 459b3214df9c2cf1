using System.Diagnostics;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Servers;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF3008: a server that fails gets few requests, and what works in the end works still.</summary>
public sealed class RetryWithoutBackoffProofs
{
    private const string Rule = "PERF3008";
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Asks_a_failing_server_a_few_times(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);
        var before = await RunAsync(program.Before);
        var after = await RunAsync(program.After);
        Assert.Equal("ok", before.Answer);
        Assert.Equal("ok", after.Answer);
        Assert.True(before.Commands > 50, $"Only {before.Commands} requests before the fix.");
        Assert.True(after.Commands <= 5, $"{after.Commands} requests in\n{program.After}");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Answers_the_same_after_two_failures(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);
        foreach (var source in new[] { program.Before, program.After })
        {
            using var server = new LoopbackServer(Conduct.Fails) { Failures = 2 };
            Assert.Equal("ok", await CompiledProgram<RunAgainst>.Compile(source).RunAsync(server.Address, 1));
            Assert.Equal(3, server.Requests);
        }
    }

    /// <summary>What comes of it, and the requests that come while the server is out of service for a second.</summary>
    private static async Task<Outcome> RunAsync(string source)
    {
        var program = CompiledProgram<RunAgainst>.Compile(source);
        using var server = new LoopbackServer(Conduct.Fails);
        var watch = Stopwatch.StartNew();
        var run = program.RunAsync(server.Address, 1);
        await Task.Delay(Outage);
        var requests = server.Requests;
        server.Conduct = Conduct.Answers;
        return new Outcome(await run, Queries: 0, requests, Saves: 0, watch.Elapsed);
    }
}
