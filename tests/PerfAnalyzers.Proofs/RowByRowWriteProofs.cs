using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2004: the same rows from one command.</summary>
public sealed class RowByRowWriteProofs
{
    private const string Rule = "PERF2004";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    // The other command asks what the answer is.
    [Theory]
    [MemberData(nameof(Programs))]
    public Task Leaves_the_same_rows_after_one_command(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Commands, most: 2);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Commands", o => o.Commands);
}
