using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.References;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Corpus.Fixing;

/// <summary>Applies every action that the fixes offer, each alone and each kind to whole projects, and looks at the code that results.</summary>
internal sealed class FixChecker(RuleCatalog catalog, CorpusSettings settings, ReferenceResolver resolver)
{
    private const int LinesEmittedForEach = 30_000;

    public async Task<FixReport> RunAsync(IProgressSink progress, CancellationToken cancellationToken)
    {
        var projects = CorpusRunner.Open(settings);
        var pool = new CompilationPool(projects, resolver);
        var runner = new CorpusRunner(catalog, settings, resolver);
        var selected = projects.Where(runner.IsSelected).ToArray();
        var needed = selected.SelectMany(p => pool.References(p).Append(p.Path)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var solution = CorpusWorkspace.Open([.. projects.Where(p => needed.Contains(p.Path))], pool, settings);
        var run = new FixRun(catalog, settings, new ErrorDelta(solution));
        foreach (var project in selected)
        {
            progress.Project(project.Name);
            await ProjectAsync(run, project, solution.Projects.First(p => p.FilePath == project.Path), cancellationToken).ConfigureAwait(false);
            progress.Done(new ProjectResult { Name = project.Name });
        }

        return run.Report();
    }

    private async Task ProjectAsync(FixRun run, SourceProject source, Project project, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
            return;

        var driver = run.Analysis.Create(source, compilation, (_, _) => { });
        var found = (await driver.GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false))
            .Where(d => d.Location.IsInSource && catalog.IsWanted(d.Id) && catalog.FixesFor(d.Id).Any())
            .ToImmutableArray();
        if (found.IsEmpty)
            return;

        var fixes = new ProjectFixes(run, source, project, found, Emits(compilation, cancellationToken));
        await Parallel.ForEachAsync(
            Chosen(found),
            new ParallelOptions { MaxDegreeOfParallelism = settings.Sequential ? 1 : 2, CancellationToken = cancellationToken },
            async (diagnostic, token) => await fixes.AloneAsync(diagnostic, token).ConfigureAwait(false)).ConfigureAwait(false);
        await fixes.TogetherAsync(cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<Diagnostic> Chosen(ImmutableArray<Diagnostic> found) => settings.FixLimit == 0
        ? found
        : found.GroupBy(d => d.Id).SelectMany(g => g.Take(settings.FixLimit));

    private static EmitScope Emits(Compilation compilation, CancellationToken cancellationToken) =>
        !compilation.Emit(Stream.Null, cancellationToken: cancellationToken).Success ? EmitScope.None
        : compilation.SyntaxTrees.Sum(t => t.GetText(cancellationToken).Lines.Count) <= LinesEmittedForEach ? EmitScope.Each
        : EmitScope.FixAll;
}
