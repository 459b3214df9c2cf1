using System.Globalization;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Shop;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Docs;

namespace PerfAnalyzers.Proofs.Measured;

/// <summary>One program at one number of rows, before and after the fix.</summary>
internal sealed record Measurement(string Program, int Rows, Outcome Before, Outcome After);

/// <summary>What the programs of a rule take, as a table on its page. Times differ from run to run: only the counts are compared.</summary>
internal static class MeasuredTable
{
    private const string Marker = "measured";
    private const string NotTried = "–";

    public static async Task<Measurement> MeasureAsync(string rule, string name, int rows)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        return new Measurement(name, rows, await BestAsync(program.Before, rows), await BestAsync(program.After, rows));
    }

    /// <param name="rule">The rule on whose page the table stands.</param>
    /// <param name="unit">What is counted, as a heading: <c>Queries</c>.</param>
    /// <param name="count">The count of one run.</param>
    /// <param name="measurements">The rows.</param>
    public static void Expect(string rule, string unit, Func<Outcome, long> count, IEnumerable<Measurement> measurements)
    {
        var path = $"docs/rules/{rule}.md";
        var cells = measurements.Select(m => Cells(m, count)).ToArray();
        if (Repository.IsUpdate)
            GeneratedText.Expect(path, Marker, GeneratedText.Table(["Program", "Rounds", $"{unit} before", $"{unit} after", "Time before", "Time after"], cells));

        // What takes too long for every run is measured for the page only.
        var counts = cells.Select(c => string.Join('|', c[..4]));
        var sizes = cells.Select(c => c[1]).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(counts, Stated(path).Where(row => sizes.Contains(row[1])).Select(row => string.Join('|', row[..4])));
    }

    private static string[] Cells(Measurement m, Func<Outcome, long> count) =>
    [
        m.Program,
        Number(m.Rows),
        m.Before.Time == TimeSpan.Zero ? NotTried : Number(count(m.Before)),
        Number(count(m.After)),
        m.Before.Time == TimeSpan.Zero ? NotTried : Milliseconds(m.Before),
        Milliseconds(m.After),
    ];

    private static IEnumerable<string[]> Stated(string path)
    {
        var text = Repository.Read(path);
        var start = text.IndexOf(GeneratedText.Start(Marker), StringComparison.Ordinal);
        var end = text.IndexOf(GeneratedText.End(Marker), StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"{path} lacks the lines {GeneratedText.Start(Marker)} and {GeneratedText.End(Marker)}.");
        return text[start..end].Split('\n').Where(l => l.StartsWith('|')).Skip(2).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries));
    }

    /// <summary>The fastest of several runs: the others had to wait for something else as well.</summary>
    private static async Task<Outcome> BestAsync(string source, int rows)
    {
        var program = CompiledProgram<RunInShop>.Compile(source);
        using var database = await ShopDatabase.OfSizeAsync(rows);
        var best = await database.RunAsync(program.RunAsync);
        for (var run = Repository.IsUpdate ? 4 : 0; run > 0; run--)
        {
            // A program that writes finds its own rows the next time.
            using var again = await ShopDatabase.OfSizeAsync(rows);
            var outcome = await again.RunAsync(program.RunAsync);
            if (outcome.Time < best.Time)
                best = outcome;
        }

        return best;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(Outcome outcome) =>
        outcome.Time.TotalMilliseconds.ToString(outcome.Time.TotalMilliseconds < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture) + " ms";
}
