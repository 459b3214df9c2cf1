using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Tests.Corpus;

public class ProjectReadingTests
{
    [Fact]
    public void Takes_settings_from_above_and_the_newest_framework()
    {
        using var folder = new CodeFolder(
            ("Directory.Build.props", "<Project><PropertyGroup><Nullable>enable</Nullable><DefineConstants>$(DefineConstants);SHARED</DefineConstants></PropertyGroup></Project>"),
            ("A/A.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>netstandard2.0;net8.0;net10.0-android;net9.0</TargetFrameworks>
                    <LangVersion Condition="$([MSBuild]::IsTargetFrameworkCompatible('$(TargetFramework)', 'net8.0'))">12</LangVersion>
                    <DefineConstants Condition="'$(TargetFramework)' == 'net9.0' and !$(DefineConstants.Contains('OFF'))">$(DefineConstants);NEWEST</DefineConstants>
                  </PropertyGroup>
                </Project>
                """),
            ("A/One.cs", string.Empty));

        var project = Assert.Single(CorpusReader.Read(folder.Code));

        Assert.Equal(TargetFramework.Parse("net9.0"), project.Framework);
        Assert.Equal(LanguageVersion.CSharp12, project.Language);
        Assert.Equal(NullableContextOptions.Enable, project.Nullable);
        Assert.Superset(new HashSet<string> { "SHARED", "NEWEST", "NET9_0", "NET8_0_OR_GREATER", "DEBUG" }, project.Constants.ToHashSet());
    }

    [Theory]
    [InlineData("Microsoft.Build.Traversal", 0)]
    [InlineData("Microsoft.Build.NoTargets/3.7.0", 0)]
    [InlineData("Microsoft.NET.Sdk;Microsoft.Build.CentralPackageVersions/2.1.3", 1)]
    public void Knows_projects_without_code_of_their_own(string sdk, int files)
    {
        using var folder = new CodeFolder(
            ("all.csproj", $"<Project Sdk=\"{sdk}\"><ItemGroup><ProjectReference Include=\"A\\A.csproj\" /></ItemGroup></Project>"),
            ("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />"),
            ("A/One.cs", string.Empty));

        var read = CorpusReader.Read(folder.Code);

        Assert.Equal(files, read.Where(p => p.Name == "all").Sum(p => p.Files.Length));
        Assert.Single(read.Single(p => p.Name == "A").Files);
    }

    [Fact]
    public void Finds_the_sources_that_the_build_would_compile()
    {
        using var folder = new CodeFolder(
            ("Shared/Linked.cs", string.Empty),
            ("A/A.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <ItemGroup>
                    <Compile Remove="Old\**" />
                    <Compile Include="..\Shared\Linked.cs" Link="Linked.cs" />
                  </ItemGroup>
                </Project>
                """),
            ("A/Kept.cs", string.Empty),
            ("A/Old/Removed.cs", string.Empty),
            ("A/obj/Generated.cs", string.Empty),
            ("A/bin/Copied.cs", string.Empty),
            ("A/node_modules/x/Tool.cs", string.Empty));

        var project = Assert.Single(CorpusReader.Read(folder.Code));

        Assert.Equal([folder.At("A/Kept.cs"), folder.At("Shared/Linked.cs")], project.Files);
    }

    [Fact]
    public void Names_only_the_listed_sources_of_an_old_project()
    {
        using var folder = new CodeFolder(
            ("A.csproj", """<Project><ItemGroup><Compile Include="One.cs" /><Compile Include="Sub\*.cs" /></ItemGroup></Project>"""),
            ("One.cs", string.Empty),
            ("Two.cs", string.Empty),
            ("Sub/Three.cs", string.Empty));

        var project = Assert.Single(CorpusReader.Read(folder.Code));

        Assert.Equal([folder.At("One.cs"), folder.At("Sub/Three.cs")], project.Files);
    }

    [Fact]
    public void Takes_package_versions_from_the_central_file()
    {
        using var folder = new CodeFolder(
            ("Directory.Packages.props", """<Project><PropertyGroup><V>2.1</V></PropertyGroup><ItemGroup><PackageVersion Include="Central" Version="$(V).3" /></ItemGroup></Project>"""),
            ("A/A.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <ItemGroup>
                    <PackageReference Include="Central" />
                    <PackageReference Include="Own"><Version>[1.5,2.0)</Version></PackageReference>
                    <PackageReference Include="Never" Version="1.0" Condition="'$(OS)' == 'Windows_NT'" />
                  </ItemGroup>
                </Project>
                """),
            ("A/One.cs", string.Empty));

        Assert.Equal([new("Central", "2.1.3"), new("Own", "1.5")], Assert.Single(CorpusReader.Read(folder.Code)).Packages);
    }

    [Fact]
    public void Adds_the_usings_of_the_sdk_and_of_the_project()
    {
        using var folder = new CodeFolder(
            ("A.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
                  <ItemGroup>
                    <Using Remove="System.IO" />
                    <Using Include="My.Tools" Static="true" />
                    <Using Include="System.Text.Json" Alias="Json" />
                  </ItemGroup>
                </Project>
                """),
            ("One.cs", string.Empty));

        var usings = Assert.Single(CorpusReader.Read(folder.Code)).GlobalUsings;

        Assert.Contains("Microsoft.AspNetCore.Http", usings);
        Assert.Contains("static My.Tools", usings);
        Assert.Contains("Json = System.Text.Json", usings);
        Assert.DoesNotContain("System.IO", usings);
    }

    [Fact]
    public void Puts_referenced_projects_first_and_breaks_circles()
    {
        using var folder = new CodeFolder(
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\B\B.csproj" /></ItemGroup></Project>"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\A\A.csproj;..\..\Elsewhere.csproj" /></ItemGroup></Project>"""));

        var projects = CorpusReader.Read(folder.Code);

        Assert.Equal(["B", "A"], projects.Select(p => p.Name));
        Assert.Empty(projects[0].ProjectReferences);
        Assert.Equal([folder.At("B/B.csproj")], projects[1].ProjectReferences);
        Assert.Equal(2, projects[0].Notes.Length);
    }

    [Fact]
    public void Follows_references_that_are_patterns()
    {
        using var folder = new CodeFolder(
            ("Directory.Build.targets", """
                <Project>
                  <PropertyGroup><Domain>$(MSBuildThisFileDirectory)\Shared\Domain\*.csproj</Domain></PropertyGroup>
                  <ItemGroup Condition="$(MSBuildProjectFullPath.Contains('Orders$([System.IO.Path]::DirectorySeparatorChar)Domain'))"><ProjectReference Include="$(Domain)" /></ItemGroup>
                  <ItemGroup Condition="$(MSBuildProjectName.EndsWith('Api'))"><ProjectReference Include="..\**\*.csproj" /></ItemGroup>
                </Project>
                """),
            ("Api/Api.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ("Orders/Domain/Orders.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ("Shared/Domain/Shared.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""));

        var projects = CorpusReader.Read(folder.Code).ToDictionary(p => p.Name);

        Assert.Equal([folder.At("Shared/Domain/Shared.csproj")], projects["Orders"].ProjectReferences);
        Assert.Equal([folder.At("Orders/Domain/Orders.csproj"), folder.At("Shared/Domain/Shared.csproj")], projects["Api"].ProjectReferences);
        Assert.Empty(projects["Shared"].ProjectReferences);
        Assert.All(projects.Values, p => Assert.Empty(p.Notes));
    }

    [Fact]
    public void Reads_the_sources_beside_a_damaged_project_file()
    {
        using var folder = new CodeFolder(("A.csproj", "<Project Sdk="), ("One.cs", string.Empty));

        var project = Assert.Single(CorpusReader.Read(folder.Code));

        Assert.Single(project.Files);
        Assert.Contains("A.csproj: not read", Assert.Single(project.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Recognises_test_projects()
    {
        using var folder = new CodeFolder(
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="xunit.v3" Version="3.0" /></ItemGroup></Project>"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>"""),
            ("C/C.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="xunit.analyzers" Version="1.0" /></ItemGroup></Project>"""));

        Assert.Equal([true, true, false], CorpusReader.Read(folder.Code).Select(p => p.IsTest));
    }

    [Theory]
    [InlineData("'$(A)' == 'x'", true)]
    [InlineData("'$(a)'=='X' and '$(Missing)' == ''", true)]
    [InlineData("'$(A)' != 'x' or ('1' == '2')", false)]
    [InlineData("!Exists('nowhere')", true)]
    [InlineData("$(A.StartsWith('x')) And $([MSBuild]::VersionGreaterThan('2.10', '2.9'))", true)]
    [InlineData("$([Some.Thing]::Unknown('$(A)')) == 'y'", null)]
    [InlineData("'$(A)' == 'x' or $([Some.Thing]::Unknown())", true)]
    [InlineData("'$(A", null)]
    public void Decides_conditions(string text, bool? expected) =>
        Assert.Equal(expected, Condition.Holds(text, new Expression(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["A"] = "x" }), "/"));

    [Theory]
    [InlineData("2.1.0", "2.1.0")]
    [InlineData("2.0.0", "2.1.0")]
    [InlineData("2.9.0", "2.5.0-rc.2")]
    [InlineData("1.0.0", "2.1.0")]
    [InlineData("9.0.0", "3.0.0")]
    [InlineData("", "3.0.0")]
    public void Chooses_the_nearest_version(string wanted, string expected) =>
        Assert.Equal(expected, PackageVersion.Nearest(["3.0.0", "2.1.0", "2.5.0-rc.2", "2.5.0-rc.1"], wanted));

    [Fact]
    public void Prefers_the_assets_of_the_nearest_framework()
    {
        var consumer = TargetFramework.Parse("net10.0");

        string[] ordered = [.. new[] { "net462", "net10.0", "netstandard2.0", "net11.0", "net8.0", "net10.0-android", "netstandard2.1", "sl5" }
            .Where(m => TargetFramework.Parse(m).Suitability(consumer) is not null)
            .OrderByDescending(m => TargetFramework.Parse(m).Suitability(consumer))];

        Assert.Equal(["net10.0", "net8.0", "netstandard2.1", "netstandard2.0", "net462", "net11.0", "net10.0-android"], ordered);
    }
}
