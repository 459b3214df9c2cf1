using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Waiting;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF1004: the same answers in the same order, and a thread that serves others meanwhile.</summary>
public sealed class HiddenBlockingProofs
{
    private const string Rule = "PERF1004";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_without_blocking_the_thread(string name) => WaitingProof.ExpectAsync(Rule, name);
}
