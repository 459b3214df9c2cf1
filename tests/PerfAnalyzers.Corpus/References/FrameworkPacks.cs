using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.References;

/// <summary>The reference assemblies of .NET and ASP.NET Core, from the SDK and from the package cache.</summary>
internal sealed class FrameworkPacks
{
    /// <summary>The framework, and how the assemblies and packages begin, that only what serves requests binds against.</summary>
    public const string AspNetCore = "Microsoft.AspNetCore";

    private static readonly string[] PackNames = ["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"];

    private readonly SortedDictionary<int, ImmutableArray<string>> byMajor = [];

    public FrameworkPacks(string cacheRoot)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs"));
        foreach (var major in Majors(packs).Concat(Majors(cacheRoot)).Distinct().ToArray())
        {
            var files = PackNames.SelectMany(p => Assemblies(packs, p, major) ?? Assemblies(cacheRoot, p.ToLowerInvariant(), major) ?? []).ToImmutableArray();
            if (!files.IsEmpty)
                byMajor[major] = files;
        }

        // Without a targeting pack the running framework serves; it has more types than a program may use, never fewer.
        if (byMajor.Count == 0)
            byMajor[Environment.Version.Major] = [.. Directory.GetFiles(runtime, "*.dll").Where(AssemblyFiles.IsManaged)];
    }

    /// <summary>
    /// The pack of the framework that a project targets, or else of the next newer one. Without <paramref name="web"/> it has the extensions (hosting, logging, options)
    /// of ASP.NET Core, which are packages too and may not be on this computer, and nothing that knows of requests.
    /// </summary>
    public (TargetFramework Framework, ImmutableArray<string> Files) For(TargetFramework target, bool web)
    {
        var wanted = target.Family == FrameworkFamily.NetCore ? target.Version.Major : int.MaxValue;
        var major = byMajor.Keys.FirstOrDefault(k => k >= wanted, byMajor.Keys.Last());
        var files = byMajor[major];
        return (TargetFramework.Parse($"net{major}.0"), web ? files : [.. files.Where(f => !Path.GetFileName(f).StartsWith(AspNetCore, StringComparison.Ordinal))]);
    }

    private static IEnumerable<int> Majors(string root) =>
        PackNames.Take(1).SelectMany(n => new[] { n, n.ToLowerInvariant() })
            .Select(n => Path.Combine(root, n))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(d => PackageVersion.Major(Path.GetFileName(d)));

    private static string[]? Assemblies(string root, string pack, int major)
    {
        var directory = Path.Combine(root, pack);
        if (!Directory.Exists(directory))
            return null;

        return Directory.GetDirectories(directory)
            .Where(d => PackageVersion.Major(Path.GetFileName(d)) == major)
            .OrderByDescending(d => Path.GetFileName(d), PackageVersion.Comparer)
            .Select(d => Path.Combine(d, "ref", $"net{major}.0"))
            .Where(Directory.Exists)
            .Select(d => Directory.GetFiles(d, "*.dll"))
            .FirstOrDefault();
    }
}
