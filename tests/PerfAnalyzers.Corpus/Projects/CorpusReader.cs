namespace PerfAnalyzers.Corpus.Projects;

/// <summary>Finds the projects of a folder and puts each after those it references.</summary>
internal static class CorpusReader
{
    public static ImmutableArray<SourceProject> Read(string directory)
    {
        var folder = new SourceFolder(directory);
        var reader = new ProjectReader(folder);
        var projects = folder.ProjectFiles.Select(reader.Read).ToList();
        if (LooseFiles(folder, projects) is { Length: > 0 } loose)
            projects.Add(ProjectReader.Loose(folder.Root, loose));
        return Order(projects);
    }

    /// <summary>
    /// Referenced before referencing. A reference that closes a circle is dropped, and so is one to a project outside the folder.
    /// </summary>
    public static ImmutableArray<SourceProject> Order(IReadOnlyCollection<SourceProject> projects)
    {
        var byPath = projects.GroupBy(p => p.Path, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var ordered = ImmutableArray.CreateBuilder<SourceProject>(projects.Count);
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in projects)
            Visit(project);
        return ordered.ToImmutable();

        void Visit(SourceProject project)
        {
            if (done.Contains(project.Path) || !open.Add(project.Path))
                return;

            var references = ImmutableArray.CreateBuilder<string>();
            var notes = project.Notes.ToBuilder();
            foreach (var path in project.ProjectReferences)
            {
                if (!byPath.TryGetValue(path, out var referenced))
                    notes.Add($"{project.Name}: reference to {Path.GetFileName(path)} not followed, it lies outside of the folder or does not exist");
                else if (open.Contains(referenced.Path))
                    notes.Add($"{project.Name}: reference to {referenced.Name} not followed, it closes a circle");
                else
                {
                    Visit(referenced);
                    references.Add(referenced.Path);
                }
            }

            open.Remove(project.Path);
            done.Add(project.Path);
            ordered.Add(project with { ProjectReferences = references.ToImmutable(), Notes = notes.ToImmutable() });
        }
    }

    private static string[] LooseFiles(SourceFolder folder, List<SourceProject> projects)
    {
        var owned = projects.SelectMany(p => p.Files).ToHashSet(StringComparer.Ordinal);
        var directories = projects.Select(p => Path.GetDirectoryName(p.Path)! + "/").ToArray();
        return [.. folder.Sources.Where(f => !owned.Contains(f) && !directories.Any(d => f.StartsWith(d, StringComparison.Ordinal)))];
    }
}
