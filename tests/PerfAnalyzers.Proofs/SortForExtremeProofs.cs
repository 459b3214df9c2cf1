using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Sizes;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4007: the same element, of equal ones the first.</summary>
public sealed class SortForExtremeProofs
{
    private const string Rule = "PERF4007";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Finds_the_same_element(string name) => SizeProof.ExpectSameAnswersAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => SizeProof.ExpectTableAsync(Rule);
}
