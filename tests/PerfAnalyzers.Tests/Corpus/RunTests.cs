using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Corpus;
using PerfAnalyzers.Corpus.Output;
using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.Running;
using Finding = PerfAnalyzers.Corpus.Running.Finding;

namespace PerfAnalyzers.Tests.Corpus;

public class RunTests
{
    private const string TwoBadCalls = """
        class C
        {
            void M()
            {
                BadOne();
                BadTwo();
            }

            void BadOne() { }
            void BadTwo() { }
        }
        """;

    [Fact]
    public async Task Reads_loose_files()
    {
        using var folder = new CodeFolder(("a/One.cs", TwoBadCalls), ("b/Two.cs", "class D { List<string> names = []; }"));

        var result = await folder.ResultAsync(ProbeRules.Calls());

        Assert.Equal(["a/One.cs:5", "a/One.cs:6"], result.Findings.Select(f => $"{f.Path}:{f.Line}"));
        Assert.Equal(0, result.Projects.Sum(p => p.BindingErrors));
    }

    [Fact]
    public async Task Binds_between_projects_and_against_internals()
    {
        using var folder = new CodeFolder(
            ("A/A.csproj", CodeFolder.Library.Replace("</Project>", """<ItemGroup><InternalsVisibleTo Include="B" /></ItemGroup></Project>""", StringComparison.Ordinal)),
            ("A/Hidden.cs", "internal class Hidden { }"),
            ("B/B.csproj", CodeFolder.Library.Replace("</Project>", """<ItemGroup><ProjectReference Include="../A/A.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal)),
            ("B/User.cs", "public class User { public List<string> Names = []; internal Hidden? Hidden; }"));

        var result = await folder.ResultAsync(ProbeRules.Calls());

        Assert.All(result.Projects, p => Assert.Empty(p.ErrorKinds));
    }

    [Fact]
    public async Task Goes_on_where_references_are_missing()
    {
        using var folder = new CodeFolder(
            ("A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="No.Such.Package" Version="1.0" /></ItemGroup></Project>"""),
            ("One.cs", "using No.Such;\n" + TwoBadCalls),
            ("Two.cs", "class D : Unknown { }"));

        var project = Assert.Single((await folder.ResultAsync(ProbeRules.Calls())).Projects);

        Assert.Equal(2, project.Findings.Length);
        Assert.Equal(2, project.BindingErrors);
        Assert.Equal(["No.Such.Package"], project.MissingPackages);
    }

    [Fact]
    public async Task Binds_against_a_package_and_what_it_depends_on()
    {
        using var folder = new CodeFolder(
            ("A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Outer" Version="1.0" /></ItemGroup></Project>"""),
            ("One.cs", "class C { Outer o = new(); Inner i = new(); }"));
        WritePackage(folder, "Outer", "1.2.0", """<dependencies><group targetFramework="net8.0"><dependency id="Inner" version="2.0.0" /></group></dependencies>""");
        WritePackage(folder, "Inner", "2.0.0", string.Empty);

        var project = Assert.Single((await folder.ResultAsync(ProbeRules.Calls())).Projects);

        Assert.Equal(0, project.BindingErrors);
        Assert.Empty(project.MissingPackages);
    }

    [Fact]
    public async Task Skips_files_that_are_not_text()
    {
        using var folder = new CodeFolder(("One.cs", TwoBadCalls));
        folder.Write("Binary.cs", [0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        var (exitCode, output) = await folder.RunAsync(ProbeRules.Calls());

        Assert.Equal(ExitCodes.Clean, exitCode);
        Assert.Contains("Binary.cs: not text, skipped", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_test_projects_out_unless_asked()
    {
        using var folder = new CodeFolder(
            ("A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>"""),
            ("One.cs", TwoBadCalls));

        Assert.DoesNotContain("BadOne", (await folder.RunAsync(ProbeRules.Calls(), "--show", "9")).Output, StringComparison.Ordinal);
        Assert.Contains("'BadOne' is bad", (await folder.RunAsync(ProbeRules.Calls(), "--show", "9", "--include-tests")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<IsTestProject>true</IsTestProject>", "true")]
    [InlineData("", "")]
    public void Tells_the_rules_no_more_than_the_project_says(string property, string expected)
    {
        using var folder = new CodeFolder(("A.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{property}</PropertyGroup></Project>"), ("One.cs", TwoBadCalls));

        var options = CorpusOptionsProvider.Create(CorpusReader.Read(folder.Code).Single(), new CorpusSettings { Folder = folder.Code }).GlobalOptions;

        Assert.Equal((true, expected), (options.TryGetValue("build_property.IsTestProject", out var stated), stated));
    }

    [Fact]
    public async Task Returns_one_when_a_rule_throws()
    {
        using var folder = new CodeFolder(("One.cs", TwoBadCalls));

        var (exitCode, output) = await folder.RunAsync(ProbeRules.Throwing());

        Assert.Equal(ExitCodes.Defect, exitCode);
        Assert.Contains("InvalidOperationException: probe failed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no rule NONE1", "--rules", "NONE1")]
    [InlineData("write key=value", "--option", "perf_analyzers.confidence")]
    [InlineData("--unheard-of", "--unheard-of")]
    public async Task Returns_two_for_arguments_that_make_no_sense(string message, params string[] arguments)
    {
        using var folder = new CodeFolder(("One.cs", TwoBadCalls));

        var (exitCode, output) = await folder.RunAsync(ProbeRules.Calls(), arguments);

        Assert.Equal(ExitCodes.BadInput, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_two_where_there_is_nothing_to_read()
    {
        using var folder = new CodeFolder(("readme.txt", "none"));

        var (exitCode, output) = await folder.RunAsync(ProbeRules.Calls());

        Assert.Equal(ExitCodes.BadInput, exitCode);
        Assert.Contains("there is no C# below", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_sarif_with_everything_the_format_requires()
    {
        using var folder = new CodeFolder(("with space/One.cs", TwoBadCalls));
        var file = Path.Combine(folder.Root, "out.sarif");

        await folder.RunAsync(ProbeRules.Calls(), "--sarif", file);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var log = json.RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.Equal("https://json.schemastore.org/sarif-2.1.0.json", log.GetProperty("$schema").GetString());
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("PerfAnalyzers", driver.GetProperty("name").GetString());
        var rule = Assert.Single(driver.GetProperty("rules").EnumerateArray());
        Assert.Equal("PROBE1", rule.GetProperty("id").GetString());
        Assert.Equal("warning", rule.GetProperty("defaultConfiguration").GetProperty("level").GetString());
        Assert.True(Assert.Single(run.GetProperty("invocations").EnumerateArray()).GetProperty("executionSuccessful").GetBoolean());
        Assert.EndsWith("/", run.GetProperty("originalUriBaseIds").GetProperty("ROOT").GetProperty("uri").GetString(), StringComparison.Ordinal);

        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(2, results.Length);
        Assert.All(results, r => Assert.Equal("PROBE1", r.GetProperty("ruleId").GetString()));
        Assert.All(results, r => Assert.Equal(0, r.GetProperty("ruleIndex").GetInt32()));
        Assert.Equal("'BadOne' is bad", results[0].GetProperty("message").GetProperty("text").GetString());
        var place = Assert.Single(results[0].GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.Equal("with%20space/One.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal((5, 9, 5, 17), (
            place.GetProperty("region").GetProperty("startLine").GetInt32(),
            place.GetProperty("region").GetProperty("startColumn").GetInt32(),
            place.GetProperty("region").GetProperty("endLine").GetInt32(),
            place.GetProperty("region").GetProperty("endColumn").GetInt32()));
    }

    [Fact]
    public async Task Writes_a_json_object_per_finding()
    {
        using var folder = new CodeFolder(("One.cs", TwoBadCalls));
        var file = Path.Combine(folder.Root, "out.jsonl");

        await folder.RunAsync(ProbeRules.Calls(), "--jsonl", file);

        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("PROBE1", first.RootElement.GetProperty("rule").GetString());
        Assert.Equal("BadOne();", first.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Respects_editorconfig_only_when_asked()
    {
        using var folder = new CodeFolder(
            (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.PROBE1.severity = none\n"),
            ("One.cs", TwoBadCalls));

        Assert.Contains("'BadOne' is bad", (await folder.RunAsync(ProbeRules.Calls(), "--show", "9")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("BadOne", (await folder.RunAsync(ProbeRules.Calls(), "--show", "9", "--editorconfig")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", "", "", true)]
    [InlineData("Microsoft.NET.Sdk", "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />", "", true)]
    [InlineData("Microsoft.NET.Sdk", "<ProjectReference Include=\"../Site/Site.csproj\" />", "", true)]
    [InlineData("Microsoft.NET.Sdk", "<PackageReference Include=\"Outer\" Version=\"1.0.0\" />", "<frameworkReferences><frameworkReference name=\"Microsoft.AspNetCore.App\" /></frameworkReferences>", true)]
    [InlineData("Microsoft.NET.Sdk", "<PackageReference Include=\"Outer\" Version=\"1.0.0\" />", "<dependencies><dependency id=\"Microsoft.AspNetCore.Http.Abstractions\" version=\"2.2.0\" /></dependencies>", true)]
    [InlineData("Microsoft.NET.Sdk", "<PackageReference Include=\"Outer\" Version=\"1.0.0\" />", "", false)]
    [InlineData("Microsoft.NET.Sdk", "", "", false)]
    public async Task Binds_to_the_web_where_somebody_asks_for_it(string sdk, string item, string stated, bool expected)
    {
        using var folder = new CodeFolder(
            ("A/A.csproj", $"<Project Sdk=\"{sdk}\"><PropertyGroup><TargetFramework>net8.0</TargetFramework><OutputType>Library</OutputType></PropertyGroup><ItemGroup>{item}</ItemGroup></Project>"),
            ("A/One.cs", "using Microsoft.Extensions.Logging; public class One { public ILogger? Log; public Microsoft.AspNetCore.Http.HttpContext? Context; }"),
            ("Site/Site.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net8.0</TargetFramework><OutputType>Library</OutputType></PropertyGroup></Project>"));
        WritePackage(folder, "Outer", "1.0.0", stated);

        var result = await folder.ResultAsync(ProbeRules.Calls());

        Assert.Equal(expected ? 0 : 1, result.Projects.Sum(p => p.BindingErrors));
    }

    [Fact]
    public void Samples_the_same_findings_for_the_same_seed()
    {
        var findings = Enumerable.Range(1, 100).Select(i => new Finding("R", DiagnosticSeverity.Info, "f", i, 1, i, 2, "m", "p", [])).ToArray();

        var chosen = FindingPrinter.Choose(findings, 10, 7);

        Assert.Equal(chosen, FindingPrinter.Choose(findings, 10, 7));
        Assert.NotEqual(chosen, FindingPrinter.Choose(findings, 10, 8));
        Assert.Equal(10, chosen.Distinct().Count());
    }

    private static void WritePackage(CodeFolder folder, string id, string version, string stated)
    {
        var directory = Path.Combine(folder.Packages, id.ToLowerInvariant(), version);
        Directory.CreateDirectory(Path.Combine(directory, "lib", "net8.0"));
        File.WriteAllText(Path.Combine(directory, id.ToLowerInvariant() + ".nuspec"), $"<package><metadata><id>{id}</id>{stated}</metadata></package>");
        var library = CSharpCompilation.Create(
            id,
            [CSharpSyntaxTree.ParseText($"public class {id} {{ }}")],
            folder.Resolver.Resolve(PerfAnalyzers.Corpus.Projects.TargetFramework.Parse("net8.0"), [], web: false).Assemblies,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(library.Emit(Path.Combine(directory, "lib", "net8.0", id + ".dll")).Success);
    }
}
