using System.Collections.Concurrent;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>Runs the rules on files of a project with faults in them, one file at a time as an editor does.</summary>
internal sealed class MutantRun(ProjectAnalysis analysis, SourceProject project, int seed)
{
    /// <summary>Far more than a file takes; who needs longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<ImmutableArray<Crash>> RunAsync(Compilation compilation, int count, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var trees = compilation.SyntaxTrees.Where(t => !t.FilePath.EndsWith(CompilationPool.GeneratedFileName, StringComparison.Ordinal)).ToArray();
        var crashes = new ConcurrentBag<Crash>();
        for (var i = 0; i < count && trees.Length > 0; i++)
        {
            var tree = trees[random.Next(trees.Length)];
            var text = Mutants.Make((await tree.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString(), random);
            foreach (var crash in await TryAsync(compilation, tree, text, cancellationToken).ConfigureAwait(false))
                crashes.Add(crash);
        }

        return [.. crashes.DistinctBy(c => (c.Rule, c.Message))];
    }

    private async Task<IEnumerable<Crash>> TryAsync(Compilation compilation, SyntaxTree tree, string text, CancellationToken cancellationToken)
    {
        var crashes = new ConcurrentBag<Crash>();
        var broken = tree.WithChangedText(SourceText.From(text));
        var changed = compilation.ReplaceSyntaxTree(tree, broken);
        var driver = analysis.Create(project, changed, (id, exception) => crashes.Add(new Crash(id, project.Name, ProjectAnalysis.Summarize(exception))));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            var findings = await driver.GetAnalyzerSemanticDiagnosticsAsync(changed.GetSemanticModel(broken), filterSpan: null, timeout.Token).ConfigureAwait(false);
            foreach (var outside in findings.Where(f => f.Location.SourceSpan.End > text.Length))
                crashes.Add(new Crash(outside.Id, project.Name, $"reports outside of the text of {tree.FilePath}"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            crashes.Add(new Crash("(all)", project.Name, $"not finished after {Patience.TotalSeconds:0} s with faults in {tree.FilePath}"));
        }

        return crashes;
    }
}
