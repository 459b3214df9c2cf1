using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Sizes;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4006: Answers the same before and after the fix, in time that grows with their number.</summary>
public sealed class RepeatedScanInLoopProofs
{
    private const string Rule = "PERF4006";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same(string name) => SizeProof.ExpectSameAnswersAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => SizeProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        SizeProof.ExpectPictureAsync(Rule, "CountInEachRound", "Milliseconds to go through the elements", "Count in each round", "Count once", 10_000);
}
