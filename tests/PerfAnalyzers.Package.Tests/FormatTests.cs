namespace PerfAnalyzers.Package.Tests;

public sealed class FormatTests(PackedPackage package)
{
    [Fact]
    public async Task Dotnet_format_applies_a_fix_and_the_next_build_is_clean()
    {
        var project = UserProject.Create(package, "Fixed", files: [Snippets.LinearLookup]);
        (await project.BuildAsync()).Succeeds().Shows("warning", "PERF4001", "Matching.cs", 15);

        var before = project.Read("Matching.cs");
        var format = await project.RunAsync("format", "analyzers", "--no-restore", "--diagnostics", "PERF4001", "--severity", "info", "-v", "normal");
        format.Succeeds();

        var after = project.Read("Matching.cs");
        Assert.True(before != after, $"Nothing was changed. {format.Command} printed:\n{format.Output}");
        Assert.Contains("HashSet", after, StringComparison.Ordinal);
        (await project.BuildAsync("--no-restore")).Succeeds().AnalyzersRan().ShowsNo("PERF4001").ShowsNone("error", "");
    }
}
