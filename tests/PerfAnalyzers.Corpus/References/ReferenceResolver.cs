using System.Collections.Concurrent;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.References;

/// <summary>The assemblies one project binds against, and the packages it asked for in vain.</summary>
internal sealed record ResolvedReferences(ImmutableArray<MetadataReference> Assemblies, ImmutableArray<PackageRequest> Missing);

/// <summary>Finds what a set of projects binds against: the framework, and their packages with what those bring along.</summary>
internal sealed class ReferenceResolver(FrameworkPacks packs, PackageCache cache)
{
    private readonly ConcurrentDictionary<string, ResolvedReferences> resolved = new(StringComparer.Ordinal);

    public static ReferenceResolver Default { get; } = new(new FrameworkPacks(PackageCache.DefaultRoot), new PackageCache(PackageCache.DefaultRoot));

    /// <param name="framework">The target of the project that is compiled.</param>
    /// <param name="packages">The packages of the project and of all projects below it.</param>
    /// <param name="web">Whether one of these projects asks for ASP.NET Core; a package may do so as well.</param>
    public ResolvedReferences Resolve(TargetFramework framework, IEnumerable<PackageRequest> packages, bool web)
    {
        var requests = packages
            .GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
            .Select(g => new PackageRequest(g.Key, g.Select(p => p.Version).Max(PackageVersion.Comparer)!))
            .OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        var (binding, _) = packs.For(framework, web);
        var key = binding + (web ? "|web|" : "|") + string.Join('|', requests.Select(r => r.Id + "/" + r.Version));
        return resolved.GetOrAdd(key, _ => Resolve(binding, requests, web));
    }

    private ResolvedReferences Resolve(TargetFramework binding, PackageRequest[] requests, bool web)
    {
        var missing = ImmutableArray.CreateBuilder<PackageRequest>();
        var chosen = Close(binding, requests, missing, out var packageAsks);
        var frameworkFiles = packs.For(binding, web || packageAsks).Files;
        var provided = frameworkFiles.Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var best = new Dictionary<string, (Version Version, string File)>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in frameworkFiles.Concat(chosen.SelectMany(c => cache.Assemblies(c.Key, c.Value, binding))))
        {
            // Framework and packages bring the same assemblies; the newer one wins, as it does in a build.
            if (AssemblyFiles.Identity(file) is { } identity && (!best.TryGetValue(identity.Name, out var other) || identity.Version > other.Version))
                best[identity.Name] = (identity.Version, file);
        }

        return new([.. best.Values.Select(b => AssemblyFiles.Reference(b.File))], [.. missing.Where(m => !provided.Contains(m.Id))]);
    }

    /// <summary>
    /// The requests and everything they depend on, each in the highest version that somebody asks for, and whether one of them brings ASP.NET Core along:
    /// as a framework, or as a package of it that is not here.
    /// </summary>
    private Dictionary<string, string> Close(TargetFramework binding, PackageRequest[] requests, ImmutableArray<PackageRequest>.Builder missing, out bool asksForWeb)
    {
        asksForWeb = false;
        var chosen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<PackageRequest>(requests);
        var direct = requests.Select(r => r.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seenMissing = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (pending.TryDequeue(out var request))
        {
            if (cache.Find(request) is not { } version)
            {
                asksForWeb |= request.Id.StartsWith(FrameworkPacks.AspNetCore, StringComparison.OrdinalIgnoreCase);
                if (direct.Contains(request.Id) && seenMissing.Add(request.Id))
                    missing.Add(request);
                continue;
            }

            if (chosen.TryGetValue(request.Id, out var other) && PackageVersion.Compare(other, version) >= 0)
                continue;

            chosen[request.Id] = version;
            asksForWeb |= cache.AsksForWeb(request.Id, version);
            foreach (var dependency in cache.Dependencies(request.Id, version, binding))
                pending.Enqueue(dependency);
        }

        return chosen;
    }
}
