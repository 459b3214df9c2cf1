using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2001: the numbers on its page.</summary>
public sealed class QueryInLoopMeasurements
{
    private const string Rule = "PERF2001";
    private const string Picture = "docs/rules/PERF2001.svg";
    private const int Rows = 1000;

    [Fact]
    public async Task Page_states_what_is_measured()
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(Rule))
            measured.Add(await MeasuredTable.MeasureAsync(Rule, name, Rows));

        // A row that is tracked already, or a key that is null, asks nothing even before the fix.
        Assert.DoesNotContain(measured, m => m.Before.Queries < Rows / 2 || m.After.Queries > 2);
        MeasuredTable.Expect(Rule, measured);
    }

    [Fact]
    public async Task Page_shows_how_time_grows()
    {
        if (!Repository.IsUpdate)
        {
            Assert.True(Repository.Exists(Picture), $"{Picture} is missing; set PERFANALYZERS_UPDATE=1 and run this test once.");
            return;
        }

        var measured = new List<Measurement>();
        foreach (var rows in new[] { 1, 250, 500, 750, 1000 })
            measured.Add(await MeasuredTable.MeasureAsync(Rule, "RowOfKey", rows));

        Repository.Write(Picture, Plot.Draw("A customer for each order, SQLite in memory, milliseconds", "orders",
        [
            new Curve("query per order", "#cf222e", [.. measured.Select(m => ((double)m.Rows, m.Before.Time.TotalMilliseconds))]),
            new Curve("one query", "#0969da", [.. measured.Select(m => ((double)m.Rows, m.After.Time.TotalMilliseconds))]),
        ]));
    }
}
