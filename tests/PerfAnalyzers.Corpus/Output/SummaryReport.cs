using System.Globalization;
using PerfAnalyzers.Corpus.Running;
using Spectre.Console;

namespace PerfAnalyzers.Corpus.Output;

/// <summary>The tables at the end of a run.</summary>
internal static class SummaryReport
{
    public static void Write(IAnsiConsole console, CorpusResult result, RuleCatalog catalog)
    {
        var binding = TimeSpan.FromTicks(result.Projects.Sum(p => p.BindingTime.Ticks));
        var rules = new Table().Border(TableBorder.Rounded).Title("Rules");
        rules.AddColumn("Rule");
        rules.AddColumn("Title");
        foreach (var header in new[] { "Warnings", "Infos", "Exceptions", "Time", "Of binding" })
            rules.AddColumn(new TableColumn(header).RightAligned());

        var total = TimeSpan.Zero;
        foreach (var rule in catalog.Rules.Where(r => catalog.IsWanted(r.Id)))
        {
            var findings = result.Findings.Where(f => f.Rule == rule.Id).ToArray();
            var time = TimeSpan.FromTicks(result.Projects.Sum(p => p.RuleTimes.GetValueOrDefault(rule.Id).Ticks));
            total += time;
            rules.AddRow(
                rule.Id,
                Markup.Escape(rule.Title.ToString(CultureInfo.InvariantCulture)),
                Number(findings.Count(f => f.Severity >= DiagnosticSeverity.Warning)),
                Number(findings.Count(f => f.Severity < DiagnosticSeverity.Warning)),
                Alarm(result.Crashes.Count(c => c.Rule == rule.Id)),
                Seconds(time),
                Percent(time, binding));
        }

        rules.AddEmptyRow();
        rules.AddRow(
            "all",
            string.Empty,
            Number(result.Findings.Count(f => f.Severity >= DiagnosticSeverity.Warning)),
            Number(result.Findings.Count(f => f.Severity < DiagnosticSeverity.Warning)),
            Alarm(result.Crashes.Count()),
            Seconds(total),
            Percent(total, binding));
        console.Write(rules);

        var broken = result.Projects.Count(p => p.BindingErrors > 0);
        var missing = result.Projects.SelectMany(p => p.MissingPackages).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        console.MarkupLineInterpolated($"{Number(result.Projects.Length)} projects, {Number(result.Projects.Sum(p => p.Files))} files, {Number(result.Projects.Sum(p => p.Lines))} lines; binding took {Seconds(binding)}, the run {Seconds(result.WallTime)}");
        console.MarkupLineInterpolated($"{Number(result.Projects.Sum(p => p.SyntaxErrors))} syntax errors, {Number(result.Projects.Sum(p => p.BindingErrors))} binding errors in {Number(broken)} projects, {Number(missing)} packages not in the local cache: what does not bind is not looked at");
    }

    /// <summary>Where the blind spots are, and which names cause them.</summary>
    public static void WriteErrors(IAnsiConsole console, CorpusResult result)
    {
        var projects = new Table().Border(TableBorder.Rounded).Title("Projects that do not bind fully");
        projects.AddColumn("Project");
        foreach (var header in new[] { "Lines", "Syntax errors", "Binding errors" })
            projects.AddColumn(new TableColumn(header).RightAligned());
        projects.AddColumn("Most frequent");
        projects.AddColumn("Packages not in the cache");
        foreach (var project in result.Projects.Where(p => p.BindingErrors + p.SyntaxErrors > 0).OrderByDescending(p => p.BindingErrors + p.SyntaxErrors))
        {
            projects.AddRow(
                Markup.Escape(project.Name),
                Number(project.Lines),
                Number(project.SyntaxErrors),
                Number(project.BindingErrors),
                Markup.Escape(string.Join("\n", project.ErrorKinds.OrderByDescending(k => k.Value).Take(4).Select(k => $"{k.Value}× {k.Key}"))),
                Markup.Escape(Some(project.MissingPackages, 4)));
        }

        console.Write(projects);
    }

    public static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Some(IReadOnlyCollection<string> names, int count) =>
        string.Join("\n", names.Take(count)) + (names.Count > count ? $"\n… {names.Count - count} more" : string.Empty);

    private static string Alarm(int count) => count == 0 ? "0" : $"[red]{Number(count)}[/]";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("#,0.00", CultureInfo.InvariantCulture) + " s";

    private static string Percent(TimeSpan part, TimeSpan whole) =>
        whole <= TimeSpan.Zero ? "-" : (part / whole * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
