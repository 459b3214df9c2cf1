using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2016: the same answers from fewer queries.</summary>
public sealed class RepeatedQueryProofs
{
    private const string Rule = "PERF2016";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_fewer_queries(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 1);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Queries", o => o.Queries);
}
