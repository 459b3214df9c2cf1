using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2011: the same answers from fewer columns.</summary>
public sealed class OverFetchProofs
{
    private const string Rule = "PERF2011";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_fewer_columns(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 1);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Steps", o => o.Steps);
}
