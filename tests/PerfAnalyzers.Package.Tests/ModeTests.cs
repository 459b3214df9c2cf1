namespace PerfAnalyzers.Package.Tests;

public sealed class ModeTests(PackedPackage package)
{
    [Fact]
    public async Task A_mode_selects_severities_and_the_user_overrides_them()
    {
        var project = UserProject.Create(package, "Modes", files: [Snippets.LinearLookup, Snippets.UnknownSizes]);

        (await project.BuildAsync()).Succeeds().AnalyzersRan()
            .Shows("warning", "PERF4001", "Matching.cs", 15)
            .ShowsNoneIn("Overlap.cs");
        (await Build("None")).Succeeds().ShowsNone("warning", "PERF");
        (await Build("default")).Succeeds()
            .Shows("warning", "PERF4001", "Matching.cs", 15)
            .ShowsNoneIn("Overlap.cs");
        (await Build("Recommended")).Succeeds()
            .Shows("warning", "PERF4001", "Matching.cs", 15)
            .ShowsNoneIn("Overlap.cs");
        (await Build("Strict")).Succeeds()
            .Shows("warning", "PERF4001", "Matching.cs", 15)
            .Shows("warning", "PERF4001", "Overlap.cs", 13);
        (await Build("Preview")).Succeeds()
            .Shows("warning", "PERF4001", "Overlap.cs", 13);
        (await Build("Sloppy")).Succeeds()
            .Shows("warning", "PERF0001", "Modes.csproj")
            .Shows("warning", "PERF4001", "Matching.cs", 15);

        project.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.PERF4001.severity = none\n");
        (await Build("Strict")).Succeeds().ShowsNo("PERF4001");

        project.Write(".editorconfig", "");
        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.PERF4001.severity = none\n");
        (await Build("Strict")).Succeeds().ShowsNo("PERF4001");

        Task<DotNetResult> Build(string mode) => project.RebuildAsync($"-p:PerfAnalyzersMode={mode}");
    }
}
