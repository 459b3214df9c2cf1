using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Sizes;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4004: the same texts, in time that grows with their length.</summary>
public sealed class StringGrowthInLoopProofs
{
    private const string Rule = "PERF4004";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Builds_the_same_text(string name) => SizeProof.ExpectSameAnswersAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => SizeProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        SizeProof.ExpectPictureAsync(Rule, "NamesOfRows", "Milliseconds to build one text", "+=", "StringBuilder", 40_000);
}
