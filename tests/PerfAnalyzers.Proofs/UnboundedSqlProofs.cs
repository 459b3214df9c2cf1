using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2018: the same first row from a statement that says that one is enough.</summary>
public sealed class UnboundedSqlProofs
{
    private const string Rule = "PERF2018";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same_from_a_statement_that_says_how_many(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Queries, most: 1);
}
