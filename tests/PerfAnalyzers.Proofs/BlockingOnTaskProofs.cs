using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Load;
using PerfAnalyzers.Proofs.Waiting;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF1001: the same answers, and a thread that serves others meanwhile.</summary>
public sealed class BlockingOnTaskProofs
{
    private const string Rule = "PERF1001";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    public static TheoryData<string> Servers => [.. LoadProof.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_without_blocking_the_thread(string name) => WaitingProof.ExpectAsync(Rule, name);

    [Theory]
    [MemberData(nameof(Servers))]
    public Task Serves_the_same_from_far_fewer_threads(string name) => LoadProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_shows_how_long_clients_wait() => LoadProof.ExpectPictureAsync(Rule, "PricesOfStock", "Result", "await");
}
