using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2001: the same answers from fewer queries.</summary>
public sealed class QueryInLoopProofs
{
    private const string Rule = "PERF2001";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_fewer_queries(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 2);
}
