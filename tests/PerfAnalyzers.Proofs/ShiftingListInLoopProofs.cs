using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Sizes;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4003: Moves the same elements before and after the fix, in time that grows with their number.</summary>
public sealed class ShiftingListInLoopProofs
{
    private const string Rule = "PERF4003";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Moves_the_same_elements(string name) => SizeProof.ExpectSameAnswersAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => SizeProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        SizeProof.ExpectPictureAsync(Rule, "NewestFirst", "Milliseconds to put each element first", "Insert(0, x)", "Reverse once", 100_000);
}
