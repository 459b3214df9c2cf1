using System.Reflection;
using System.Xml.Linq;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The packages that were downloaded for tests: where they are, what they depend on, which files fit.</summary>
internal static class PackageStore
{
    private const string ListFile = "tests/PerfAnalyzers.Testing/TestPackages.props";

    private static readonly string Root = Setting("PackageRoot");

    private static readonly HashSet<string> NotNeeded = new(Setting("DependenciesNotNeeded").Split('|'), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, Version[]> Downloaded = Setting("Packages").Split('|')
        .Select(item => item.Split('/'))
        .ToDictionary(
            parts => parts[0],
            parts => parts[1].Split(';').Select(v => Version.Parse(v.Trim('[', ']', ' '))).Order().ToArray(),
            StringComparer.OrdinalIgnoreCase);

    public static string FolderOf(PackageIdentity package) =>
        IsDownloaded(package)
            ? Path.Combine(Root, package.Id.ToLowerInvariant(), package.Version)
            : throw Missing($"The package {package.Id} {package.Version}", "");

    /// <summary>The packages and all they need, in the lowest version that satisfies everyone, as NuGet would choose.</summary>
    public static ImmutableArray<PackageIdentity> WithDependencies(ImmutableArray<PackageIdentity> packages, string targetFramework)
    {
        var chosen = new Dictionary<string, Version>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<(string Id, Version Least, string NeededBy)>();
        foreach (var package in packages)
        {
            _ = FolderOf(package);
            pending.Enqueue((package.Id, Version.Parse(package.Version), ""));
        }

        while (pending.TryDequeue(out var wanted))
        {
            if (chosen.TryGetValue(wanted.Id, out var present) && present >= wanted.Least)
                continue;

            var version = Downloaded.TryGetValue(wanted.Id, out var versions) ? versions.FirstOrDefault(v => v >= wanted.Least) : null;
            chosen[wanted.Id] = version ?? throw Missing($"The package {wanted.Id}, version {wanted.Least} or later,", wanted.NeededBy);
            var identity = new PackageIdentity(wanted.Id, version.ToString());
            foreach (var dependency in Dependencies(identity, targetFramework))
            {
                if (!NotNeeded.Contains(dependency.Id))
                    pending.Enqueue((dependency.Id, dependency.Least, $" (needed by {identity.Id} {identity.Version})"));
            }
        }

        return [.. chosen.Select(c => new PackageIdentity(c.Key, c.Value.ToString()))];
    }

    public static IEnumerable<string> Assemblies(PackageIdentity package, string targetFramework)
    {
        foreach (var kind in new[] { "ref", "lib" })
        {
            var folder = Path.Combine(FolderOf(package), kind);
            if (!Directory.Exists(folder))
                continue;

            var names = Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d));
            if (FrameworkName.Nearest(names, targetFramework) is { } best)
                return Directory.EnumerateFiles(Path.Combine(folder, best), "*.dll");
        }

        return [];
    }

    /// <summary>Of files that hold the same assembly, the one with the highest version, as the SDK resolves such conflicts.</summary>
    public static IEnumerable<string> NewestOfEach(IEnumerable<string> paths) => paths
        .GroupBy(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)
        .Select(files => files.Count() == 1 ? files.First() : files.OrderByDescending(file => AssemblyName.GetAssemblyName(file).Version).First());

    private static IEnumerable<(string Id, Version Least)> Dependencies(PackageIdentity package, string targetFramework)
    {
        var manifest = XDocument.Load(Path.Combine(FolderOf(package), package.Id.ToLowerInvariant() + ".nuspec"));
        var list = manifest.Descendants().FirstOrDefault(e => e.Name.LocalName == "dependencies");
        if (list is null)
            return [];

        var groups = list.Elements().Where(e => e.Name.LocalName == "group").ToList();
        var best = FrameworkName.Nearest(groups.Select(g => (string?)g.Attribute("targetFramework") ?? ""), targetFramework);
        var source = groups.Count == 0 ? list : groups.FirstOrDefault(g => ((string?)g.Attribute("targetFramework") ?? "") == best);
        return source is null
            ? []
            : source.Elements().Where(e => e.Name.LocalName == "dependency").Select(e => (e.Attribute("id")!.Value, LowerBound(e.Attribute("version")!.Value)));
    }

    private static Version LowerBound(string range) => Version.Parse(range.Trim('[', '(', ']', ')').Split(',')[0].Split('-')[0]);

    private static bool IsDownloaded(PackageIdentity package) =>
        Version.TryParse(package.Version, out var version) && Downloaded.TryGetValue(package.Id, out var versions) && versions.Contains(version);

    private static InvalidOperationException Missing(string what, string why) =>
        new($"{what}{why} is not downloaded for tests. Add it to {ListFile} and restore.");

    private static string Setting(string key) => typeof(PackageStore).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == key).Value!;
}
