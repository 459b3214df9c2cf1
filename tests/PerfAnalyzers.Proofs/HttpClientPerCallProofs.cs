using System.Diagnostics;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Servers;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF3009: the same answers over one connection.</summary>
public sealed class HttpClientPerCallProofs
{
    private const string Rule = "PERF3009";
    private const int Many = 500;

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Asks_for_one_connection(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);
        foreach (var rounds in new[] { 0, 1, 20 })
        {
            var before = await RunAsync(program.Before, rounds);
            var after = await RunAsync(program.After, rounds);
            Assert.Equal(before.Answer, after.Answer);
            Assert.Equal(rounds, before.Commands);
            Assert.Equal(Math.Min(rounds, 1), after.Commands);
        }
    }

    [Fact]
    public async Task Page_states_what_is_measured()
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(Rule))
        {
            var program = await ProofProgram.LoadAsync(Rule, name);
            measured.Add(new Measurement(name, Many, await RunAsync(program.Before, Many), await RunAsync(program.After, Many)));
        }

        MeasuredTable.Expect(Rule, "Connections", o => o.Commands, measured);
    }

    private static async Task<Outcome> RunAsync(string source, int rounds)
    {
        var program = CompiledProgram<RunAgainst>.Compile(source);
        using var server = new LoopbackServer(Conduct.Answers);
        var watch = Stopwatch.StartNew();
        var answer = await program.RunAsync(server.Address, rounds);
        return new Outcome(answer, Queries: 0, server.Connections, Saves: 0, watch.Elapsed);
    }
}
