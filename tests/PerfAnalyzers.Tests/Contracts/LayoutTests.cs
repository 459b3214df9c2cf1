using System.Text.RegularExpressions;
using PerfAnalyzers.CodeFixes.Framework;

namespace PerfAnalyzers.Tests.Contracts;

public sealed partial class LayoutTests
{
    private const int LongestFile = 300;

    /// <summary>Files that may be longer, each with the reason.</summary>
    private static readonly ImmutableDictionary<string, string> LongFiles = ImmutableDictionary<string, string>.Empty;

    public static TheoryData<string> Rules => ShippedRule.Ids;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Analyzer_fix_and_tests_lie_in_mirrored_folders(string id)
    {
        var rule = ShippedRule.WithId(id);
        var place = $"Rules/{rule.Family}/{rule.Stem}";
        Assert.Equal("PerfAnalyzers.Rules." + rule.Family, rule.Analyzer.GetType().Namespace);
        Assert.EndsWith("Analyzer", rule.Analyzer.GetType().Name);
        AssertExists($"src/PerfAnalyzers/{place}Analyzer.cs");
        AssertExists($"tests/PerfAnalyzers.Tests/{place}Tests.cs");
        if (rule.Fix is not { } fix)
            return;

        Assert.Equal($"PerfAnalyzers.CodeFixes.Rules.{rule.Family}.{rule.Stem}Fix", fix.GetType().FullName);
        AssertExists($"src/PerfAnalyzers.CodeFixes/{place}Fix.cs");
    }

    [Fact]
    public void Every_fix_belongs_to_a_rule() =>
        Assert.All(
            ShippedRule.TypesDerivedFrom<RuleCodeFix>(),
            type => Assert.Single(ShippedRule.All, r => r.Fix?.GetType() == type));

    [Fact]
    public void Every_file_of_rule_tests_belongs_to_a_rule()
    {
        var expected = ShippedRule.All.Select(r => $"tests/PerfAnalyzers.Tests/Rules/{r.Family}/{r.Stem}").ToArray();
        foreach (var file in Repository.Files("tests/PerfAnalyzers.Tests/Rules", "*Tests.cs"))
            Assert.True(expected.Any(e => file.StartsWith(e, StringComparison.Ordinal)), $"{file} tests no rule.");
    }

    [Fact]
    public void Release_files_list_every_rule_once()
    {
        var rows = new[] { "Shipped", "Unshipped" }
            .SelectMany(f => Repository.Read($"src/PerfAnalyzers/AnalyzerReleases.{f}.md").Split('\n'))
            .Where(l => l.StartsWith("PERF", StringComparison.Ordinal))
            .Select(l => l.Split('|')[0].Trim())
            .ToArray();
        Assert.Equal(ShippedRule.All.Select(r => r.Id), rows.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.Files("src", "*.cs").Where(f => !IsExempt(f)))
        {
            var parts = file.Split('/');
            var expected = string.Join('.', parts[1..^1]);
            if (Namespace().Match(Repository.Read(file)) is not { Success: true } match || match.Groups[1].Value != expected)
                wrong.Add($"{file} should be in {expected}");
        }

        Expect.None(wrong);

        // Names that the compiler and the meta-analyzers look for.
        static bool IsExempt(string file) => file.EndsWith("/Polyfills.cs", StringComparison.Ordinal) || file.EndsWith("/RuleLevel.cs", StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        var tooLong = Repository.Files("src", "*.cs")
            .Concat(Repository.Files("tests", "*.cs"))
            .Where(f => !LongFiles.ContainsKey(f))
            .Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n')))
            .Where(f => f.Lines > LongestFile)
            .Select(f => $"{f.File}: {f.Lines} lines");
        Expect.None(tooLong);
        Assert.All(LongFiles, f => Assert.True(Repository.Exists(f.Key), $"{f.Key} is gone; take it off the list."));
    }

    private static void AssertExists(string path) => Assert.True(Repository.Exists(path), $"{path} is missing.");

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
