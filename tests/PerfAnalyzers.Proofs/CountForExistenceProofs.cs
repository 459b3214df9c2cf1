using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2010: the same answers from less work of the database.</summary>
public sealed class CountForExistenceProofs
{
    private const string Rule = "PERF2010";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_less_work(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 1);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Steps", o => o.Steps);
}
