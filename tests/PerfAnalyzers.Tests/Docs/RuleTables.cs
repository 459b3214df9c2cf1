using System.Text.RegularExpressions;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>The tables that follow from what the rules declare.</summary>
internal static partial class RuleTables
{
    public static string OfRule(ShippedRule rule)
    {
        var options = rule.Analyzer.Options.Select(o => $"`{o.Name}`").ToArray();
        return GeneratedText.Table(
            ["Name", "Family", "Default", "Fix", "Since", "Options"],
            [[rule.Stem, rule.Family, Level(rule), rule.Fix is null ? "none" : "yes", Since(rule), options.Length == 0 ? "–" : string.Join(", ", options)]]);
    }

    /// <param name="pages">The folder of the pages, as seen from the page that holds the table.</param>
    public static string OfAll(string pages) => GeneratedText.Table(
        ["Rule", "What it finds", "Default", "Fix"],
        ShippedRule.All.Select(r => new[]
        {
            $"[{r.Id}]({pages}{r.Id}.md)",
            RulePage.Find(r.Id)?.Summary ?? r.Descriptor.Title + ".",
            Level(r),
            r.Fix is null ? "–" : "yes",
        }));

    public static string OfOptions() => GeneratedText.Table(
        ["Key", "Values", "Default", "Meaning"],
        CommonOptions.All.Select(o => Row(RuleOption.Prefix + o.Name, o))
            .Concat(ShippedRule.All.SelectMany(r => r.Analyzer.Options.Select(o => Row($"{RuleOption.Prefix}{r.Id}.{o.Name}", o)))));

    private static string[] Row(string key, RuleOption option) => [$"`{key}`", option.Allowed, $"`{option.DefaultText}`", option.Description];

    private static string Level(ShippedRule rule) => rule.Descriptor switch
    {
        { IsEnabledByDefault: false } => "off",
        { DefaultSeverity: DiagnosticSeverity.Warning } => "warning",
        _ => "suggestion",
    };

    /// <summary>The release whose heading stands above the row of the rule; rows that are not yet released go into the next.</summary>
    private static string Since(ShippedRule rule)
    {
        var release = Version().Match(Repository.Read("Directory.Build.props")).Groups[1].Value;
        foreach (var line in Repository.Read("src/PerfAnalyzers/AnalyzerReleases.Shipped.md").Split('\n'))
        {
            if (line.StartsWith("## Release ", StringComparison.Ordinal))
                release = line["## Release ".Length..].Trim();
            else if (line.StartsWith(rule.Id, StringComparison.Ordinal))
                return release;
        }

        return Version().Match(Repository.Read("Directory.Build.props")).Groups[1].Value;
    }

    [GeneratedRegex("<Version>([0-9.]+)")]
    private static partial Regex Version();
}
