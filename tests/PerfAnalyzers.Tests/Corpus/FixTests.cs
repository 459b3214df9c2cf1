using PerfAnalyzers.Corpus;
using PerfAnalyzers.Corpus.Fixing;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Tests.Corpus;

public class FixTests
{
    private const string Code = """
        using System.Threading.Tasks;

        class C
        {
            int value;

            async Task M()
            {
                BadOne();
                BadOne();
                await Task.Yield();
            }

            void BadOne() { }
            void GoodOne() { }
            ref int Value() => ref value;
        }
        """;

    [Fact]
    public async Task Accepts_a_fix_that_compiles_and_clears_its_finding()
    {
        var report = await CheckAsync(ProbeRules.Calls(call => "GoodOne()"), ("One.cs", Code));

        Assert.Equal(["alone", "alone", "project"], report.Trials.Select(t => t.Scope));
        Assert.False(report.HasDefects);
    }

    [Fact]
    public async Task Finds_a_fix_that_does_not_compile()
    {
        var report = await CheckAsync(ProbeRules.Calls(call => "Nowhere()"), ("One.cs", Code));

        Assert.All(report.Trials, t => Assert.Equal(TrialOutcome.NewErrors, t.Outcome));
        Assert.Contains("CS0103", report.Trials[0].Details[0], StringComparison.Ordinal);
        Assert.Contains("-         BadOne();\n+         Nowhere();", report.Trials[0].Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_new_error_among_old_ones()
    {
        var report = await CheckAsync(ProbeRules.Calls(call => "Nowhere()"), ("One.cs", Code), ("Two.cs", "class D : Unknown { void N() { Nowhere(); } }"));

        Assert.All(report.Trials, t => Assert.Equal(TrialOutcome.NewErrors, t.Outcome));
    }

    [Fact]
    public async Task Finds_a_fix_that_fails_only_when_code_is_generated()
    {
        var report = await CheckAsync(ProbeRules.Calls(call => "Value() += await Task.FromResult(1)"), ("One.cs", Code));

        Assert.All(report.Trials, t => Assert.Equal(TrialOutcome.NewErrors, t.Outcome));
        Assert.Contains("CS8178", report.Trials[0].Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_fix_that_leaves_its_finding()
    {
        var report = await CheckAsync(ProbeRules.Calls(call => call + " /* fixed */"), ("One.cs", Code));

        Assert.All(report.Trials, t => Assert.Equal(TrialOutcome.NotCleared, t.Outcome));
    }

    [Fact]
    public async Task Finds_a_fix_that_changes_nothing()
    {
        var report = await CheckAsync(ProbeRules.Calls(call => call), ("One.cs", Code));

        // For the whole project it counts as not offered: an action that may change behaviour is left out of fix-all.
        Assert.Equal([TrialOutcome.NoChange, TrialOutcome.NoChange], report.Trials.Select(t => t.Outcome));
    }

    [Fact]
    public async Task Looks_at_the_callers_of_a_changed_declaration()
    {
        var report = await CheckAsync(
            ProbeRules.Declarations(),
            ("A/A.csproj", CodeFolder.Library),
            ("A/One.cs", "public class A { public void BadOne() { } }"),
            ("B/B.csproj", CodeFolder.Library.Replace("</Project>", """<ItemGroup><ProjectReference Include="../A/A.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal)),
            ("B/Two.cs", "public class B { void M(A a) => a.BadOne(); }"));

        var trial = Assert.Single(report.Trials);
        Assert.Equal(TrialOutcome.NewErrors, trial.Outcome);
        Assert.Contains("(Two.cs)", trial.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_broken_fixes_and_returns_one()
    {
        using var folder = new CodeFolder(("One.cs", Code));

        var (exitCode, output) = await folder.RunAsync(ProbeRules.Calls(call => "Nowhere()"), "--fix");

        Assert.Equal(ExitCodes.Defect, exitCode);
        Assert.Contains("PROBE1 fix brings new errors alone: One.cs:9:9", output, StringComparison.Ordinal);
        Assert.Equal(Code, await File.ReadAllTextAsync(folder.At("One.cs"), TestContext.Current.CancellationToken));
    }

    private static async Task<FixReport> CheckAsync(RuleCatalog catalog, params (string Path, string Text)[] files)
    {
        using var folder = new CodeFolder(files);
        var checker = new FixChecker(catalog.Select([], all: false), new CorpusSettings { Folder = folder.Code, Fix = true }, folder.Resolver);
        return await checker.RunAsync(new SilentProgress(), CancellationToken.None);
    }
}
