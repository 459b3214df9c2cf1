using System.Diagnostics;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Servers;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF5010: of all that do not find an entry one asks for it.</summary>
public sealed class CacheStampedeProofs
{
    private const string Rule = "PERF5010";

    private static readonly OnceInAllProof Proof = new(Rule, "Requests", RunAsync);

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Asks_once(string name) => Proof.ExpectAsync(name, 0, 1, 20);

    [Fact]
    public Task Page_states_what_is_measured() => Proof.ExpectTableAsync(100);

    private static async Task<Outcome> RunAsync(string source, int rounds)
    {
        var program = CompiledProgram<RunAgainst>.Compile(source);
        using var server = new LoopbackServer(Conduct.Answers);
        var watch = Stopwatch.StartNew();
        var answer = await program.RunAsync(server.Address, rounds);
        return new Outcome(answer, Queries: 0, server.Requests, Saves: 0, watch.Elapsed);
    }
}
