using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Sizes;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4005: Collects the same elements before and after the fix, in time that grows with their number.</summary>
public sealed class CollectionGrowthInLoopProofs
{
    private const string Rule = "PERF4005";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Collects_the_same_elements(string name) => SizeProof.ExpectSameAnswersAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => SizeProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        SizeProof.ExpectPictureAsync(Rule, "ArrayOfRows", "Milliseconds to collect the elements", "Append(x).ToArray()", "List", 20_000);
}
