using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2003: the same rows from one save.</summary>
public sealed class SaveInLoopProofs
{
    private const string Rule = "PERF2003";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Leaves_the_same_rows_after_one_save(string name) => ShopProof.ExpectAsync(Rule, name, o => o.Saves, most: 1);

    [Fact]
    public Task Page_states_what_is_measured() => ShopProof.ExpectTableAsync(Rule, "Saves", o => o.Saves);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        ShopProof.ExpectPictureAsync(Rule, "ChangedRows", "A price changed for each order, SQLite in memory, milliseconds", "save per order", "one save");
}
