using System.Globalization;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>docs/quality.md says of each rule what was read, fixed and measured, and nothing that its sources do not hold.</summary>
public sealed class QualityTests
{
    private const string Folder = "docs/quality/";

    [Fact]
    public void Table_is_the_sum_of_its_sources()
    {
        var readings = Rows("readings.csv", "rule,level,read,true,right,applications,note");
        var fixes = Rows("fixes.csv", "rule,offered,compiled,applications");
        var costs = Rows("cost.csv", "rule,ratio");
        GeneratedText.Expect(
            "docs/quality.md",
            "quality",
            GeneratedText.Table(
                ["Rule", "Warnings read", "Right", "Suggestions read", "Right", "True as stated", "Fixes offered", "Compiled", "Cost"],
                ShippedRule.All.Where(r => r.IsAboutCode).Select(r => new[]
                {
                    $"[{r.Id}](rules/{r.Id}.md)",
                    Sum(Of(readings, r, "warning"), 2),
                    Sum(Of(readings, r, "warning"), 4),
                    Sum(Of(readings, r, "suggestion"), 2),
                    Sum(Of(readings, r, "suggestion"), 4),
                    True(Of(readings, r, "suggestion")),
                    Sum(fixes.Where(f => f[0] == r.Id), 1),
                    Sum(fixes.Where(f => f[0] == r.Id), 2),
                    costs.FirstOrDefault(c => c[0] == r.Id)?[1] ?? "–",
                })));
    }

    [Fact]
    public void Sources_name_rules_that_exist_and_counts_that_can_be()
    {
        foreach (var reading in Rows("readings.csv", "rule,level,read,true,right,applications,note"))
        {
            Assert.Contains(reading[0], ShippedRule.All.Select(r => r.Id));
            Assert.Contains(reading[1], new[] { "warning", "suggestion" });
            Assert.InRange(Number(reading[4]), 0, reading[3].Length == 0 ? Number(reading[2]) : Number(reading[3]));
            Assert.True(reading[3].Length == 0 || Number(reading[3]) <= Number(reading[2]), string.Join(",", reading));
            Assert.NotEmpty(reading[4]);
        }

        foreach (var fix in Rows("fixes.csv", "rule,offered,compiled,applications"))
        {
            Assert.NotNull(ShippedRule.WithId(fix[0]).Fix);
            Assert.InRange(Number(fix[2]), 0, Number(fix[1]));
        }
    }

    private static IEnumerable<string[]> Of(IEnumerable<string[]> readings, ShippedRule rule, string level) =>
        readings.Where(r => r[0] == rule.Id && r[1] == level);

    private static string Sum(IEnumerable<string[]> rows, int column)
    {
        var sum = rows.Sum(r => Number(r[column]));
        return sum == 0 && !rows.Any() ? "–" : sum.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Of the readings that tell apart what is true from what is worth acting on, the share that is true.</summary>
    private static string True(IEnumerable<string[]> rows)
    {
        var told = rows.Where(r => r[3].Length > 0).ToList();
        return told.Count == 0 ? "–" : $"{Sum(told, 3)} of {Sum(told, 2)}";
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string[][] Rows(string file, string header)
    {
        var lines = Repository.Read(Folder + file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(header, lines[0]);
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToArray();
        Assert.All(rows, r => Assert.Equal(header.Split(',').Length, r.Length));
        return rows;
    }
}
