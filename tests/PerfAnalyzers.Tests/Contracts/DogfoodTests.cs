using System.Diagnostics;
using System.Text;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>Code that nobody wrote for a test: our own, the sample, and more of it than anyone writes.</summary>
public sealed class DogfoodTests
{
    // Far more than it takes: a busy machine is no defect, a hang is.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("src/PerfAnalyzers")]
    [InlineData("src/PerfAnalyzers.CodeFixes")]
    [InlineData("tests/PerfAnalyzers.Testing")]
    [InlineData("tests/PerfAnalyzers.Tests")]
    [InlineData("tests/PerfAnalyzers.Corpus")]
    public async Task Our_own_sources_are_survived_and_prove_free_of_findings(string folder)
    {
        var findings = await RuleRun.RunAsync(await OwnSources.CompileAsync(folder));
        Assert.DoesNotContain(findings, f => f.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public async Task Sample_has_findings() =>
        Assert.NotEmpty(await RuleRun.RunAsync(await OwnSources.CompileAsync("samples")));

    [Fact]
    public async Task Findings_are_the_same_however_the_rules_are_run()
    {
        var references = await RuleRun.ServerReferencesAsync();
        var sources = TypicalSource.InOneProject().ToArray();
        var expected = await FindAsync(sources, concurrent: false);
        Assert.NotEmpty(expected);

        var random = new Random(7);
        for (var round = 0; round < 5; round++)
        {
            random.Shuffle(sources);
            Assert.Equal(expected, await FindAsync(sources, concurrent: round % 2 == 0));
        }

        async Task<string[]> FindAsync((string, string)[] files, bool concurrent)
        {
            var findings = await RuleRun.RunAsync(RuleRun.Compile(references, files), RuleRun.AllRules, concurrent: concurrent);
            return [.. findings.Select(f => $"{f}, also {string.Join(" and ", f.AdditionalLocations.Select(l => l.GetLineSpan()))}, {f.Severity}")];
        }
    }

    [Fact]
    public async Task A_file_of_20000_lines_takes_bounded_time()
    {
        var source = new StringBuilder();
        for (var i = 0; source.Length == 0 || Lines(source) < 20_000; i++)
        {
            foreach (var example in TypicalSource.AllExamples().Where((_, n) => n % 2 == 0 || i < 3).Select(e => e.Source))
                source.Append("namespace N").Append(i++).Append("\n{\n").Append(example).Append("\n}\n");
        }

        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), source.ToString());
        compilation.GetDiagnostics(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        Assert.NotEmpty(await RuleRun.RunAsync(compilation));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
    }

    [Fact]
    public async Task A_method_of_4000_lines_takes_bounded_time()
    {
        var body = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"""
            var list{i} = new List<int> {"{ 1, 2, 3 }"};
            foreach (var x in list{i})
                if (list{i / 2}.Contains(x)) task.Wait();
                else list{i}.Add(x);

            """));
        var compilation = await RuleRun.CompileAsync($"class C {{ async Task M(Task task) {{ await Task.Yield(); {body} }} }}");
        compilation.GetDiagnostics(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        Assert.NotEmpty(await RuleRun.RunAsync(compilation));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
    }

    private static int Lines(StringBuilder text)
    {
        var lines = 0;
        foreach (var chunk in text.GetChunks())
            lines += chunk.Span.Count('\n');

        return lines;
    }
}
