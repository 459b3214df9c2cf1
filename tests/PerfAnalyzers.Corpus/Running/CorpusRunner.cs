using System.Diagnostics;
using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.References;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>Told how far a run is.</summary>
internal interface IProgressSink
{
    void Start(int projects);

    void Project(string name);

    void Done(ProjectResult result);
}

/// <summary>Runs rules over the projects of a folder, one project after the other.</summary>
internal sealed class CorpusRunner(RuleCatalog catalog, CorpusSettings settings, ReferenceResolver resolver)
{
    public async Task<CorpusResult> RunAsync(IProgressSink progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var root = Expression.Slashes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.Folder)));
        var projects = Open(settings);
        progress.Start(projects.Length);

        var pool = new CompilationPool(projects, resolver);
        var needed = Needed(projects, pool);
        var results = ImmutableArray.CreateBuilder<ProjectResult>();
        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (needed.Contains(project.Path))
            {
                progress.Project(project.Name);
                var result = await ProjectAsync(project, pool, root, IsSelected(project), cancellationToken).ConfigureAwait(false);
                if (IsSelected(project))
                    results.Add(result);
                progress.Done(result);
            }

            pool.Done(project);
        }

        return new(root, results.ToImmutable(), [.. projects.SelectMany(p => p.Notes)], watch.Elapsed);
    }

    public static ImmutableArray<SourceProject> Open(CorpusSettings settings)
    {
        if (!Directory.Exists(settings.Folder))
            throw new UserErrorException(File.Exists(settings.Folder) ? $"'{settings.Folder}' is a file; name the folder to read" : $"there is no folder '{settings.Folder}'");

        var projects = CorpusReader.Read(settings.Folder);
        if (projects.All(p => p.Files.IsEmpty))
            throw new UserErrorException($"there is no C# below '{settings.Folder}'");

        return projects;
    }

    public bool IsSelected(SourceProject project) =>
        (settings.IncludeTests || !project.IsTest)
        && (settings.Projects.IsEmpty || settings.Projects.Any(p => project.Name.Contains(p, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The selected projects and those they bind against.</summary>
    private HashSet<string> Needed(ImmutableArray<SourceProject> projects, CompilationPool pool) =>
        projects.Where(IsSelected).SelectMany(p => pool.References(p).Append(p.Path)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private async Task<ProjectResult> ProjectAsync(SourceProject project, CompilationPool pool, string root, bool analyze, CancellationToken cancellationToken)
    {
        var unreadable = new List<string>();
        var files = CompilationPool.ReadFiles(project, unreadable);
        var compilation = pool.Create(project, files);
        var result = new ProjectResult
        {
            Name = project.Name,
            Files = files.Length,
            Lines = files.Sum(f => f.Text.Lines.Count),
            UnreadableFiles = [.. unreadable.Select(f => Finding.Relative(root, f))],
            MissingPackages = [.. pool.Resolve(project).Missing.Where(m => project.Packages.Any(p => p.Id == m.Id)).Select(m => m.Id)],
        };
        if (!analyze)
            return result;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(settings.ProjectTimeout);
        try
        {
            result = ProjectAnalysis.Bind(compilation.WithOptions(compilation.Options.WithConcurrentBuild(!settings.Sequential)), result, timeout.Token);
            var analysis = new ProjectAnalysis(catalog, settings);
            result = await analysis.RunAsync(project, compilation, result, root, timeout.Token).ConfigureAwait(false);
            return result with
            {
                Crashes = [.. result.Crashes, .. await new MutantRun(analysis, project, settings.Seed).RunAsync(compilation, settings.Mutants, timeout.Token).ConfigureAwait(false)],
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return result with { Crashes = result.Crashes.Add(new Crash("(all)", project.Name, $"not finished after {settings.ProjectTimeout.TotalSeconds:0} s")) };
        }
    }
}
