using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PerfAnalyzers.Package.Tests;

public sealed class ContentTests(PackedPackage package)
{
    [Fact]
    public void Holds_exactly_these_files() =>
        Assert.Equal(
            [
                "PerfAnalyzers.nuspec",
                "README.md",
                "[Content_Types].xml",
                "_rels/.rels",
                "analyzers/dotnet/cs/PerfAnalyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/PerfAnalyzers.dll",
                "build/PerfAnalyzers.props",
                "build/PerfAnalyzers.targets",
                "build/config/default.globalconfig",
                "build/config/none.globalconfig",
                "build/config/preview.globalconfig",
                "build/config/recommended.globalconfig",
                "build/config/strict.globalconfig",
                "buildTransitive/PerfAnalyzers.props",
                "buildTransitive/PerfAnalyzers.targets",
                "icon.png",
                "package/services/metadata/core-properties/nuget.psmdcp",
            ],
            ZipFile.OpenRead(package.Nupkg).Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Adds_nothing_to_the_application_of_the_user()
    {
        using var zip = ZipFile.OpenRead(package.Nupkg);
        using var nuspec = zip.GetEntry("PerfAnalyzers.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

        Assert.Equal("PerfAnalyzers", Value("id"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Null(Value("dependencies"));
        Assert.Null(Value("frameworkReferences"));
    }

    [Fact]
    public async Task Is_the_same_byte_for_byte_when_packed_again() =>
        Assert.Equal(
            await File.ReadAllBytesAsync(await package.PackAsync("again"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(await package.PackAsync("once-more"), TestContext.Current.CancellationToken));

    /// <summary>A host that has an older assembly than a reference asks for does not load us (CS8032), and only that host shows it.</summary>
    [Theory]
    [InlineData("PerfAnalyzers.dll")]
    [InlineData("PerfAnalyzers.CodeFixes.dll")]
    public void Loads_in_the_oldest_supported_host(string file)
    {
        var roslyn = System.Version.Parse(PackedPackage.Metadata("RoslynFloorVersion"));
        using var zip = ZipFile.OpenRead(package.Nupkg);
        using var buffer = new MemoryStream();
        using (var stream = zip.GetEntry("analyzers/dotnet/cs/" + file)!.Open())
            stream.CopyTo(buffer);

        buffer.Position = 0;
        using var pe = new PEReader(buffer);
        var metadata = pe.GetMetadataReader();
        var tooNew = metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Select(r => (Name: metadata.GetString(r.Name), r.Version))
            .Where(r => r.Version > (r.Name switch
            {
                "netstandard" => new System.Version(2, 0, 0, 0),
                "PerfAnalyzers" => new System.Version(int.MaxValue, 0),
                _ when r.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) => new System.Version(roslyn.Major, roslyn.Minor, roslyn.Build, 0),
                "System.Collections.Immutable" or "System.Reflection.Metadata" => new System.Version(8, 0, 0, 0),
                "System.Composition.AttributedModel" => new System.Version(6, 0, 0, 0),
                "System.Memory" => new System.Version(4, 0, 1, 1),
                _ => new System.Version(0, 0),
            }));

        Assert.Empty(tooNew);
    }
}
