using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.References;

/// <summary>The packages that are on this computer. Nothing here reaches for the network.</summary>
internal sealed class PackageCache(string root)
{
    private readonly ConcurrentDictionary<string, string[]> versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Id, string Version, TargetFramework Framework), ImmutableArray<PackageRequest>> dependencies = new();
    private readonly ConcurrentDictionary<(string Id, string Version, TargetFramework Framework), ImmutableArray<string>> assemblies = new();
    private readonly ConcurrentDictionary<(string Id, string Version), bool> webPackages = new();

    public static string DefaultRoot =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } stated
            ? stated
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string Root => root;

    public string[] Versions(string id) => versions.GetOrAdd(id, i =>
    {
        var directory = Path.Combine(root, i.ToLowerInvariant());
        return Directory.Exists(directory) ? [.. Directory.GetDirectories(directory).Select(d => Path.GetFileName(d)!)] : [];
    });

    /// <summary>The version that serves a request: the one asked for or else the nearest, null when there is none at all.</summary>
    public string? Find(PackageRequest request) =>
        Versions(request.Id) is not { Length: > 0 } available ? null
        : available.FirstOrDefault(v => v.Equals(request.Version, StringComparison.OrdinalIgnoreCase)) ?? PackageVersion.Nearest(available, request.Version);

    public ImmutableArray<PackageRequest> Dependencies(string id, string version, TargetFramework framework) =>
        dependencies.GetOrAdd((id.ToLowerInvariant(), version, framework), key => ReadDependencies(key.Id, key.Version, key.Framework));

    /// <summary>Whether a package says that it needs ASP.NET Core, for whichever target.</summary>
    public bool AsksForWeb(string id, string version) =>
        webPackages.GetOrAdd((id.ToLowerInvariant(), version), key => Declared(key.Id, key.Version, "frameworkReference").Any(e => e.Attribute("name")?.Value == FrameworkPacks.AspNetCore + ".App"));

    /// <summary>The assemblies to compile against; empty for tools, analyzers and packages that only bring others.</summary>
    public ImmutableArray<string> Assemblies(string id, string version, TargetFramework framework) =>
        assemblies.GetOrAdd((id.ToLowerInvariant(), version, framework), key => FindAssemblies(key.Id, key.Version, key.Framework));

    private ImmutableArray<PackageRequest> ReadDependencies(string id, string version, TargetFramework framework)
    {
        if (Declared(id, version, "dependencies").FirstOrDefault() is not { } declared)
            return [];

        var groups = declared.Elements().Where(e => e.Name.LocalName == "group").ToArray();
        var chosen = groups.Length == 0 ? declared : groups
            .Select(g => (Group: g, Suitability: Suitability(g.Attribute("targetFramework")?.Value, framework)))
            .Where(g => g.Suitability is not null)
            .OrderByDescending(g => g.Suitability)
            .Select(g => g.Group)
            .FirstOrDefault();
        return chosen is null ? [] :
        [
            .. chosen.Elements().Where(e => e.Name.LocalName == "dependency")
                .Select(e => new PackageRequest(e.Attribute("id")?.Value ?? string.Empty, PackageVersion.Lowest(e.Attribute("version")?.Value ?? string.Empty)))
                .Where(r => r.Id.Length > 0),
        ];
    }

    /// <summary>The elements of a name in what a package says of itself; none where it cannot be read.</summary>
    private IEnumerable<XElement> Declared(string id, string version, string element)
    {
        var file = Path.Combine(root, id, version, id + ".nuspec");
        if (!File.Exists(file))
            return [];

        try
        {
            return XDocument.Load(file).Descendants().Where(e => e.Name.LocalName == element);
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private ImmutableArray<string> FindAssemblies(string id, string version, TargetFramework framework)
    {
        foreach (var kind in new[] { "ref", "lib" })
        {
            var directory = Path.Combine(root, id, version, kind);
            if (!Directory.Exists(directory))
                continue;

            var best = Directory.GetDirectories(directory)
                .Select(d => (Directory: d, Suitability: Suitability(Path.GetFileName(d), framework)))
                .Where(d => d.Suitability is not null)
                .OrderByDescending(d => d.Suitability)
                .Select(d => d.Directory)
                .FirstOrDefault() ?? directory;
            var files = Directory.GetFiles(best, "*.dll").Where(AssemblyFiles.IsManaged).ToImmutableArray();
            if (!files.IsEmpty)
                return files;
        }

        return [];
    }

    /// <summary>Folders say net8.0, nuspec files also say .NETStandard2.0 or nothing at all.</summary>
    private static int? Suitability(string? moniker, TargetFramework consumer)
    {
        if (string.IsNullOrEmpty(moniker))
            return 0;

        var name = moniker.StartsWith(".NETFramework", StringComparison.OrdinalIgnoreCase)
            ? "net" + moniker[".NETFramework".Length..].Replace(".", string.Empty, StringComparison.Ordinal)
            : moniker.Replace(".NETCoreApp", "netcoreapp", StringComparison.OrdinalIgnoreCase).Replace(".NETStandard", "netstandard", StringComparison.OrdinalIgnoreCase);
        return TargetFramework.Parse(name).Suitability(consumer);
    }
}
