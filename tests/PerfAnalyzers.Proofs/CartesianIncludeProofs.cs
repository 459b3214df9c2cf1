using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2013: the same objects from less work of the database.</summary>
public sealed class CartesianIncludeProofs
{
    private const string Rule = "PERF2013";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_less_work(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 3);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Steps", o => o.Steps);
}
