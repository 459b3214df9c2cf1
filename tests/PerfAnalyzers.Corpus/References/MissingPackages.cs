using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Corpus.References;

/// <summary>A package that is not in the local cache, and how many projects cannot bind fully without it.</summary>
internal sealed record MissingPackage(string Id, string Version, int Projects)
{
    /// <summary>What a folder asks for in vain, the most wanted first.</summary>
    public static ImmutableArray<MissingPackage> Of(CorpusSettings settings, PackageCache cache)
    {
        var projects = CorpusRunner.Open(settings).Where(p => settings.IncludeTests || !p.IsTest).ToArray();
        var wanted = new Dictionary<string, (string Version, HashSet<string> Projects)>(StringComparer.OrdinalIgnoreCase);
        var all = new Dictionary<string, ImmutableArray<PackageRequest>>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in projects)
        {
            all[project.Path] = [.. project.Packages.Concat(project.ProjectReferences.Where(all.ContainsKey).SelectMany(r => all[r])).Distinct()];
            foreach (var request in all[project.Path].Where(r => cache.Find(r) is null))
            {
                var entry = wanted.TryGetValue(request.Id, out var known) ? known : (Version: string.Empty, Projects: []);
                entry.Projects.Add(project.Path);
                wanted[request.Id] = (PackageVersion.Compare(request.Version, entry.Version) > 0 ? request.Version : entry.Version, entry.Projects);
            }
        }

        return [.. wanted.Select(w => new MissingPackage(w.Key, w.Value.Version, w.Value.Projects.Count)).OrderByDescending(m => m.Projects).ThenBy(m => m.Id, StringComparer.OrdinalIgnoreCase)];
    }
}
