using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2001: the numbers on its page.</summary>
public sealed class QueryInLoopMeasurements
{
    private const string Rule = "PERF2001";
    private const int Rows = 1000;

    [Fact]
    public async Task Page_states_what_is_measured()
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(Rule))
            measured.Add(await MeasuredTable.MeasureAsync(Rule, name, Rows));

        // A row that is tracked already, or a key that is null, asks nothing even before the fix.
        Assert.DoesNotContain(measured, m => m.Before.Queries < Rows / 2 || m.After.Queries > 2);
        MeasuredTable.Expect(Rule, "Queries", o => o.Queries, measured);
    }

    [Fact]
    public Task Page_shows_how_time_grows() =>
        ShopProof.ExpectPictureAsync(Rule, "RowOfKey", "A customer for each order, SQLite in memory, milliseconds", "query per order", "one query");
}
