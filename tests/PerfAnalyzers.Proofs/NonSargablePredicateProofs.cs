using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2015: the same answers from an index.</summary>
public sealed class NonSargablePredicateProofs
{
    private const string Rule = "PERF2015";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_an_index(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 1);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Steps", o => o.Steps);
}
