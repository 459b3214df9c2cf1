using PerfAnalyzers.Corpus.Fixing;
using Spectre.Console;

namespace PerfAnalyzers.Corpus.Output;

/// <summary>What the fixes did: a table, and each one that failed in full.</summary>
internal static class FixTable
{
    public static void Write(IAnsiConsole console, FixReport report)
    {
        foreach (var trial in report.Trials.Where(t => t.Outcome != TrialOutcome.Ok))
        {
            console.MarkupLineInterpolated($"\n[red]{trial.Rule} {Describe(trial.Outcome)}[/] {trial.Scope}: {trial.Place}  '{trial.Title}'");
            foreach (var detail in trial.Details.Take(8))
                console.WriteLine("    " + detail);
            if (trial.Details.Length > 8)
                console.WriteLine($"    … {trial.Details.Length - 8} more");
            console.WriteLine(Shortened(trial.Diff));
        }

        var table = new Table().Border(TableBorder.Rounded).Title("Fixes");
        table.AddColumn("Rule");
        table.AddColumn("Action");
        table.AddColumn("Applied to");
        foreach (var header in new[] { "Offered", "Ok", "New errors", "Not cleared", "No change", "Exceptions" })
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var group in report.Trials.GroupBy(t => (t.Rule, t.Key, t.Scope)))
        {
            table.AddRow(
                group.Key.Rule,
                Markup.Escape(group.Key.Key),
                group.Key.Scope,
                SummaryReport.Number(group.Count()),
                Count(group, TrialOutcome.Ok),
                Count(group, TrialOutcome.NewErrors),
                Count(group, TrialOutcome.NotCleared),
                Count(group, TrialOutcome.NoChange),
                Count(group, TrialOutcome.Crashed));
        }

        console.Write(table);
        foreach (var (rule, count) in report.Tried.OrderBy(t => t.Key, StringComparer.Ordinal))
            console.WriteLine($"{rule}: {SummaryReport.Number(count)} findings tried, {SummaryReport.Number(report.WithoutFix.GetValueOrDefault(rule))} without an offer");
    }

    private static string Count(IEnumerable<FixTrial> trials, TrialOutcome outcome) => SummaryReport.Number(trials.Count(t => t.Outcome == outcome));

    private static string Describe(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.NewErrors => "fix brings new errors",
        TrialOutcome.NotCleared => "fix leaves its finding",
        TrialOutcome.NoChange => "fix changes nothing",
        _ => "fix threw",
    };

    private static string Shortened(string diff)
    {
        var lines = diff.Split('\n');
        return lines.Length <= 80 ? diff : string.Join('\n', lines.Take(80)) + $"\n… {lines.Length - 80} more lines";
    }
}
