using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Rules.Configuration;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Framework;

namespace PerfAnalyzers.Tests.Rules.Configuration;

public sealed class InvalidConfigurationTests
{
    private const string Config = "/src/.editorconfig";

    [Theory]
    [InlineData("perf_analyzers.confidence = hihg", "allowed is low, medium, high; the default 'medium' is used")]
    [InlineData("perf_analyzers.confidence = 3", "allowed is low, medium, high; the default 'medium' is used")]
    [InlineData("perf_analyzers.confidence = low, high", "allowed is low, medium, high; the default 'medium' is used")]
    [InlineData("perf_analyzers.confidence =", "allowed is low, medium, high; the default 'medium' is used")]
    [InlineData("perf_analyzers.include = tests, benchmark", "allowed is none, tests, migrations, seeding, startup, all; the default 'none' is used")]
    [InlineData("perf_analyzers.PERF2001.confidence = certain", "allowed is low, medium, high; the default 'medium' is used")]
    [InlineData("perf_analyzers.confidnce = high", "no rule has this option; did you mean 'perf_analyzers.confidence'")]
    [InlineData("perf_analyzers.PERF2001.inlcude = all", "PERF2001 has no such option; did you mean 'perf_analyzers.PERF2001.include'")]
    [InlineData("perf_analyzers.PERF2991.include = all", "there is no rule 'PERF2991'; did you mean 'perf_analyzers.PERF2001.include'")]
    [InlineData("perf_analyzers.QueryInLoop.include = all", "there is no rule 'QueryInLoop'; the keys are listed in docs/configuration.md")]
    [InlineData("perf_analyzer.include = all", "keys begin with 'perf_analyzers.'; did you mean 'perf_analyzers.include'")]
    [InlineData("perfanalyzers.confidence = high", "keys begin with 'perf_analyzers.'; did you mean 'perf_analyzers.confidence'")]
    [InlineData("perf_analyzers. = high", "no rule has this option; the keys are listed in docs/configuration.md")]
    [InlineData("perf_analyzers.PERF2001. = high", "PERF2001 has no such option; the keys are listed in docs/configuration.md")]
    public async Task Reports_a_setting_that_is_not_understood(string setting, string why)
    {
        var found = Assert.Single(await FindAsync((Config, $"[*.cs]\n\n  {setting}   # comment\n")));
        Assert.Equal($"{Config}(3,3): '{setting.Replace("=", "= ").Replace("=  ", "= ")}' has no effect: {why}", found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("root = true\n[*]\nindent_size = 4\ndotnet_diagnostic.PERF2001.severity = whatever")]
    [InlineData("perf_analyzers.confidence = high\nperf_analyzers.include=tests,startup\nperf_analyzers.PERF1001.include : all")]
    [InlineData("PERF_Analyzers.perf1001.CONFIDENCE = High")]
    [InlineData("perf_analyzers.confidence = high # the rest is a comment = x\nperf_analyzers.confidence = low;comment")]
    [InlineData("perf_analyzers.confidence = unset")]
    [InlineData("# perf_analyzers.confidence = nonsense\n; perf_analyzers.nonsense = 1\nperf_analyzers.confidence")]
    [InlineData("[perf_analyzers.nonsense = 1]\n=\n = 3\n:::\n[[[\n\0\uFFFF")]
    public async Task StaysSilent_on_what_is_understood_or_not_ours(string text) =>
        Assert.Empty(await FindAsync((Config, text)));

    [Fact]
    public async Task Reports_every_line_in_every_file_at_its_place()
    {
        var found = await FindAsync(
            ("/.editorconfig", "perf_analyzers.a1 = 1\nperf_analyzers.a2 = 2\n"),
            ("/build/strict.globalconfig", "is_global = true\r\nperf_analyzers.a1 = 1\r\n"),
            ("/src/readme.txt", "perf_analyzers.a1 = 1\n"));
        Assert.Equal(["/.editorconfig(1,1)", "/.editorconfig(2,1)", "/build/strict.globalconfig(2,1)"], found.Select(f => f[..(f.IndexOf(')') + 1)]));
    }

    [Fact]
    public async Task Reports_values_once_and_without_a_place_when_the_files_are_not_handed_over()
    {
        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), "class A { }", "class B { }");
        var options = ProjectFiles.Options("[*.cs]\nperf_analyzers.confidence = hihg\nperf_analyzers.include = all\n");
        var finding = Assert.Single(await RuleRun.RunAsync(compilation, [new InvalidConfigurationAnalyzer()], options));
        Assert.Equal(Location.None, finding.Location);
        Assert.Contains("'perf_analyzers.confidence = hihg'", finding.GetMessage(null));
    }

    [Fact]
    public async Task Reports_at_the_place_only_when_files_and_values_are_there()
    {
        const string Text = "[*.cs]\nperf_analyzers.confidence = hihg\n";
        var found = await FindAsync(ProjectFiles.Options(Text, ("/.editorconfig", Text)));
        Assert.StartsWith("/.editorconfig(2,1): ", Assert.Single(found));
    }

    [Fact]
    public async Task Reports_in_test_projects()
    {
        var options = ProjectFiles.Options("build_property.IsTestProject = true\nperf_analyzers.confidence = hihg\n");
        Assert.Single(await FindAsync(options));
    }

    [Fact]
    public async Task Reports_a_table_whose_topic_no_rule_reads()
    {
        var found = Assert.Single(await FindAsync(("/src/PerfAnalyzers.RoundTrip.Contoso.txt", "A.B.C\n")));
        Assert.Equal("/src/PerfAnalyzers.RoundTrip.Contoso.txt(1,1): '/src/PerfAnalyzers.RoundTrip.Contoso.txt' has no effect: no rule reads the topic 'RoundTrip'; the known topics are: RoundTrips, AsyncTwins", found);
    }

    [Fact]
    public async Task Reports_each_line_of_a_table_that_is_no_member()
    {
        var found = await FindAsync(("PerfAnalyzers.Topic.txt", """
            # a comment

            Contoso.Store.Get # another
            Contoso.Store`1+Inner.Get
            Store
              Contoso..Get
            Contoso.Store.Get(int)
            Contoso.Store`x.Get
            """.ReplaceLineEndings("\n")));
        Assert.Equal(
            ["(1,1)", "(5,1)", "(6,3)", "(7,1)", "(8,1)"],
            found.Select(f => f["PerfAnalyzers.Topic.txt".Length..(f.IndexOf(')') + 1)]));
    }

    [Theory]
    [InlineData("System.IO.Fiel.ReadAllText", "neither the project nor what it references has a type 'System.IO.Fiel'; the other lines are used")]
    [InlineData("System.IO.File.ReadAlText  http", "'System.IO.File' declares no 'ReadAlText'; the other lines are used")]
    [InlineData("System.IO.File.ReadAllText htp", "a line holds one member, written Namespace.Type.Member, and after it, if anything, one of: query, command, save, transaction, connection, http, grpc, cache, document, blob, message, mail, file; the other lines are used")]
    public async Task Reports_a_round_trip_that_is_none(string line, string why)
    {
        var found = Assert.Single(await FindAsync(("/src/PerfAnalyzers.RoundTrips.txt", $"System.IO.File.ReadAllText # known\n{line}\nSystem.IO.File.WriteAllText FILE\n")));
        Assert.Equal($"/src/PerfAnalyzers.RoundTrips.txt(2,1): '{line}' has no effect: {why}", found);
    }

    [Fact]
    public async Task Reports_a_table_that_cannot_be_read()
    {
        var found = await FindAsync(("PerfAnalyzers.Topic.txt", null));
        Assert.Contains(found, f => f.Contains("the file cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/.editorconfig")]
    [InlineData("x.globalconfig")]
    [InlineData("PerfAnalyzers..txt")]
    [InlineData("PerfAnalyzers.txt")]
    [InlineData("PerfAnalyzers.txt.txt")]
    [InlineData("")]
    public async Task Survives_files_that_cannot_be_read_and_odd_names(string path) => await FindAsync((path, null), (path, "\0 = \uD800 = ..\r\r\n"));

    [Fact]
    public async Task Quotes_only_the_beginning_of_a_monstrous_value()
    {
        var found = Assert.Single(await FindAsync((Config, "perf_analyzers.confidence = " + new string('x', 100_000))));
        Assert.InRange(found.Length, 100, 300);
    }

    [Fact]
    public async Task Is_a_warning() =>
        Assert.All(
            await RuleRun.RunAsync(await RuleRun.CompileAsync(""), [new InvalidConfigurationAnalyzer()], ProjectFiles.Options("", (Config, "perf_analyzers.x = 1"))),
            f => Assert.Equal(DiagnosticSeverity.Warning, f.Severity));

    private static Task<string[]> FindAsync(params (string Path, string? Text)[] files) => FindAsync(ProjectFiles.Options("", files));

    private static async Task<string[]> FindAsync(AnalyzerOptions options)
    {
        var findings = await RuleRun.RunAsync(await RuleRun.CompileAsync(""), [new InvalidConfigurationAnalyzer()], options);
        return [.. findings.Select(f => $"{Place(f.Location)}: {f.GetMessage(null)}").Order(StringComparer.Ordinal)];
    }

    private static string Place(Location location)
    {
        var line = location.GetLineSpan();
        return location == Location.None ? "" : $"{line.Path}({line.StartLinePosition.Line + 1},{line.StartLinePosition.Character + 1})";
    }
}
