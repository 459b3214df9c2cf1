using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2017: the same answers without the other table.</summary>
public sealed class UnusedIncludeProofs
{
    private const string Rule = "PERF2017";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_without_the_other_table(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 1);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Steps", o => o.Steps);
}
