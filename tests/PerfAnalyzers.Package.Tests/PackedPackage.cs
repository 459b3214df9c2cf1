using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using PerfAnalyzers.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedPackage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace PerfAnalyzers.Package.Tests;

/// <summary>
/// The package as users get it, in a folder feed of its own. <c>PERFANALYZERS_NUPKG</c> names a packed file to test;
/// without it the project is packed.
/// </summary>
public sealed partial class PackedPackage : IAsyncLifetime
{
    private const string Id = "PerfAnalyzers";

    private string? nupkg;

    /// <summary>A version that no cache has seen before.</summary>
    public string Version { get; } = $"0.0.1-test.{DateTime.UtcNow:yyyyMMdd}.{Guid.NewGuid().ToString("n")[..12]}";

    /// <summary>Where projects are made: outside of the repository, whose build files would leak in.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("PerfAnalyzers.Package.Tests-").FullName;

    /// <summary>The file as it was packed.</summary>
    public string Nupkg => nupkg ?? throw new InvalidOperationException("Nothing is packed yet.");

    internal static string Metadata(string key) =>
        typeof(PackedPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    public async ValueTask InitializeAsync()
    {
        nupkg = Environment.GetEnvironmentVariable("PERFANALYZERS_NUPKG") is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : await PackAsync("packed");

        var feed = Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;
        CopyAs(Version, nupkg, Path.Combine(feed, $"{Id}.{Version}.nupkg"));

        Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        Write(".editorconfig", "root = true\n");
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    /// <summary>Packs into a folder below <see cref="Root"/> what the build around this test run has compiled.</summary>
    public async Task<string> PackAsync(string folder)
    {
        var output = Path.Combine(Root, folder);
        var project = Path.Combine(Metadata("RepositoryRoot"), "src", "PerfAnalyzers.Package", "PerfAnalyzers.Package.csproj");
        var result = await DotNet.RunAsync(
            Path.GetDirectoryName(project)!, "pack", project, "--no-build", "-c", Metadata("Configuration"), "-o", output);
        result.Succeeds();
        return Assert.Single(Directory.GetFiles(output));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } moved
            ? moved
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var extracted = Path.Combine(packages, Id.ToLowerInvariant(), Version);
        if (Directory.Exists(extracted))
            Directory.Delete(extracted, recursive: true);

        return ValueTask.CompletedTask;
    }

    private static void CopyAs(string version, string source, string target)
    {
        File.Copy(source, target);
        using var zip = ZipFile.Open(target, ZipArchiveMode.Update);
        var entry = zip.GetEntry(Id + ".nuspec")!;
        string nuspec;
        using (var reader = new StreamReader(entry.Open()))
            nuspec = reader.ReadToEnd();

        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(Id + ".nuspec").Open());
        writer.Write(VersionElement().Replace(nuspec, $"<version>{version}</version>", 1));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Root, name), text);

    [GeneratedRegex("<version>[^<]*</version>")]
    private static partial Regex VersionElement();
}
