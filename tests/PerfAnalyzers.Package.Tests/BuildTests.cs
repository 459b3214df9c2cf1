namespace PerfAnalyzers.Package.Tests;

public sealed class BuildTests(PackedPackage package)
{
    private const string EfCore = """<PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="6.0.7" />""";

    [Fact]
    public async Task Every_kind_of_project_builds_with_its_findings_as_warnings()
    {
        UserProject[] projects =
        [
            UserProject.Create(package, "Library8", "net8.0", files: [Snippets.LinearLookup, Snippets.Blocking]),
            UserProject.Create(package, "Library10", files: [Snippets.LinearLookup]),
            UserProject.Create(package, "Data", items: EfCore, files: [Snippets.QueryInLoop]),
            UserProject.Create(package, "Standard", "netstandard2.0", files: [Snippets.LinearLookup, ("Empty.cs", "")]),
            UserProject.Create(package, "Web10", sdk: "Microsoft.NET.Sdk.Web", files: [Snippets.Web, Snippets.Blocking]),
            UserProject.Create(package, "Web8", "net8.0", "Microsoft.NET.Sdk.Web", files: [Snippets.Web, Snippets.Blocking]),
            UserProject.Create(package, "Unit", properties: "<IsTestProject>true</IsTestProject>", files: [Snippets.LinearLookup, Snippets.Blocking]),
        ];
        var all = UserProject.Together(package, "All", projects);

        var result = (await all.BuildAsync()).Succeeds().AnalyzersRan().ShowsNone("error", "");

        result
            .Shows("warning", "PERF4001", "Matching.cs", 15, "Library8")
            .Shows("warning", "PERF1001", "Loading.cs", 11, "Library8")
            .Shows("warning", "PERF4001", "Matching.cs", 15, "Library10")
            .Shows("warning", "PERF2001", "Reports.cs", 18, "Data")
            .Shows("warning", "PERF4001", "Matching.cs", 15, "Standard")
            .Shows("warning", "PERF1001", "Loading.cs", 11, "Web10")
            .Shows("warning", "PERF1001", "Loading.cs", 11, "Web8")
            .ShowsNo("PERF0001");
        Assert.DoesNotContain(result.Diagnostics, d => d.Project == "Unit" && d.Id.StartsWith("PERF", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_can_pass_the_package_on()
    {
        var library = UserProject.Create(package, "Sharing", isPrivate: false, files: [Snippets.LinearLookup]);
        var consumer = UserProject.WithoutPackage(
            package, "Consuming", $"""<ProjectReference Include="../{library.Name}/{library.Name}.csproj" />""", Snippets.Blocking);
        consumer.Write(".editorconfig", "[*.cs]\nperf_analyzers.confidence = enormous\n");

        (await consumer.BuildAsync("-p:PerfAnalyzersMode=Strict")).Succeeds().AnalyzersRan()
            .Shows("warning", "PERF4001", "Matching.cs", 15, "Sharing")
            .Shows("warning", "PERF1001", "Loading.cs", 11, "Consuming")
            .Shows("warning", "PERF0001", ".editorconfig", 2, "Consuming");
    }

    [Fact]
    public async Task Warnings_as_errors_stop_the_build()
    {
        var project = UserProject.Create(package, "AsErrors", files: [Snippets.LinearLookup, Snippets.Blocking, Snippets.UnknownSizes]);

        (await project.BuildAsync("-p:TreatWarningsAsErrors=true")).Fails()
            .Shows("error", "PERF4001", "Matching.cs", 15)
            .Shows("error", "PERF1001", "Loading.cs", 11)
            .ShowsNoneIn("Overlap.cs")
            .AnalyzersRan();

        // To the compiler an id that is named is an error whatever the severity of one finding.
        project.Write(".editorconfig", "[*.cs]\nperf_analyzers.confidence = high\n");
        (await project.RebuildAsync("-p:WarningsAsErrors=PERF4001")).Fails()
            .Shows("error", "PERF4001", "Matching.cs", 15)
            .ShowsNoneIn("Overlap.cs")
            .Shows("warning", "PERF1001", "Loading.cs", 11);
        (await project.RebuildAsync("-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=PERF4001%3BPERF1001")).Succeeds()
            .Shows("warning", "PERF4001", "Matching.cs", 15);
        (await project.RebuildAsync("-p:NoWarn=PERF4001")).Succeeds()
            .ShowsNo("PERF4001")
            .Shows("warning", "PERF1001", "Loading.cs", 11);
    }

    [Fact]
    public async Task Editorconfig_sets_severities_and_wrong_options_are_shown_at_their_line()
    {
        var project = UserProject.Create(package, "Configured", files: [Snippets.LinearLookup, Snippets.Blocking]);
        project.Write(".editorconfig", """
            [*.cs]
            dotnet_diagnostic.PERF1001.severity = error
            dotnet_diagnostic.PERF4001.severity = none

            perf_analyzers.PERF4001.confidence = enormous
            """);

        (await project.BuildAsync()).Fails().AnalyzersRan()
            .Shows("error", "PERF1001", "Loading.cs", 11)
            .ShowsNo("PERF4001")
            .Shows("warning", "PERF0001", ".editorconfig", 5);

        project.Write(".editorconfig", """
            [*.cs]
            dotnet_diagnostic.PERF1001.severity = none

            [Matching.cs]
            dotnet_diagnostic.PERF4001.severity = error
            """);
        (await project.BuildAsync("--no-restore")).Fails()
            .Shows("error", "PERF4001", "Matching.cs", 15)
            .ShowsNo("PERF1001")
            .ShowsNo("PERF0001");
    }

    [Fact]
    public async Task A_build_with_nothing_to_do_compiles_nothing()
    {
        var project = UserProject.Create(package, "Incremental", properties: "<PerfAnalyzersMode>Recommended</PerfAnalyzersMode>", files: [Snippets.LinearLookup]);
        project.Write(".editorconfig", "[*.cs]\nindent_size = 4\n");
        const string Skipped = "Skipping target \"CoreCompile\" because all output files are up-to-date";

        (await project.BuildAsync()).Succeeds().Shows("warning", "PERF4001");
        (await project.BuildAsync("--no-restore", "-v:detailed")).Succeeds().Contains(Skipped);

        project.Write(".editorconfig", "[*.cs]\nperf_analyzers.PERF4001.confidence = enormous\n");
        (await project.BuildAsync("--no-restore")).Succeeds().Shows("warning", "PERF0001", ".editorconfig", 2);
    }

    [Fact]
    public async Task Lists_and_global_configs_of_the_user_reach_the_analyzers()
    {
        var project = UserProject.Create(package, "Lists", files: [Snippets.LinearLookup]);
        project.Write("PerfAnalyzers.NoSuchTopic.txt", "Shop.Store.LoadAsync\n");
        project.Write(".globalconfig", "is_global = true\nperf_analyzers.confidense = high\n");

        (await project.BuildAsync()).Succeeds().AnalyzersRan()
            .Shows("warning", "PERF0001", "PerfAnalyzers.NoSuchTopic.txt", 1)
            .Shows("warning", "PERF0001", ".globalconfig", 2)
            .ShowsNo("CS2002");
    }
}
