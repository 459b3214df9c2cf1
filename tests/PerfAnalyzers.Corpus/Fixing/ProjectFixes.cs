using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Corpus.Fixing;

/// <summary>How much of a project can be proven to generate code after a change.</summary>
internal enum EmitScope
{
    /// <summary>It did not compile to begin with.</summary>
    None,

    /// <summary>So large that only the change of all findings at once is emitted.</summary>
    FixAll,

    Each,
}

/// <summary>The trials on one project.</summary>
internal sealed class ProjectFixes(FixRun run, SourceProject source, Project project, ImmutableArray<Diagnostic> found, EmitScope emits)
{
    private readonly ConcurrentDictionary<Offer, ConcurrentBag<Diagnostic>> offers = new();

    private string Place(Diagnostic diagnostic)
    {
        var finding = Finding.From(diagnostic, source.Name, Path.GetFullPath(run.Settings.Folder));
        return $"{finding.Path}:{finding.Line}:{finding.Column}";
    }

    /// <summary>Applies each action of one finding.</summary>
    public async Task AloneAsync(Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        run.Tried.AddOrUpdate(diagnostic.Id, 1, (_, n) => n + 1);
        var offered = false;
        foreach (var fix in run.Catalog.FixesFor(diagnostic.Id))
        {
            var actions = new List<CodeAction>();
            try
            {
                if (project.GetDocument(diagnostic.Location.SourceTree) is not { } document)
                    continue;

                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Crashed(diagnostic.Id, fix.GetType().Name, "alone", Place(diagnostic), e);
                continue;
            }

            foreach (var action in actions.SelectMany(Leaves))
            {
                offered = true;
                var key = action.EquivalenceKey ?? action.Title;
                offers.GetOrAdd(new Offer(fix, key, diagnostic.Id), _ => []).Add(diagnostic);
                await JudgeAsync(diagnostic.Id, key, action, "alone", Place(diagnostic), [diagnostic], cancellationToken).ConfigureAwait(false);
            }
        }

        if (!offered)
            run.WithoutFix.AddOrUpdate(diagnostic.Id, 1, (_, n) => n + 1);
    }

    /// <summary>Applies each kind of action that was offered to all findings at once.</summary>
    public async Task TogetherAsync(CancellationToken cancellationToken)
    {
        foreach (var (offer, diagnostics) in offers.OrderBy(o => o.Key.Key, StringComparer.Ordinal))
            await TogetherAsync(offer, [.. diagnostics], cancellationToken).ConfigureAwait(false);
    }

    private async Task TogetherAsync(Offer offer, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var (fix, key, id) = offer;
        if (fix.GetFixAllProvider() is not { } provider || diagnostics.Length < 2)
            return;

        try
        {
            var context = new FixAllContext(
                project,
                fix,
                FixAllScope.Project,
                key,
                [id],
                new KnownDiagnostics(found.Where(d => d.Id == id)),
                cancellationToken);
            if (await provider.GetFixAsync(context).ConfigureAwait(false) is { } action)
                await JudgeAsync(id, key, action, "project", $"{source.Name} ({diagnostics.Length} findings)", diagnostics, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Crashed(id, key, "project", source.Name, e);
        }
    }

    private async Task JudgeAsync(string id, string key, CodeAction action, string scope, string place, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            var operations = await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
            var changed = operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution ?? project.Solution;
            var documents = ErrorDelta.ChangedDocuments(project.Solution, changed);
            if (!await ChangesTextAsync(changed, documents, cancellationToken).ConfigureAwait(false))
            {
                // An action that may change behaviour is left out of fix-all on purpose.
                if (scope == "alone")
                    Add(TrialOutcome.NoChange, [], string.Empty);
                return;
            }

            var broken = await run.Errors.NewErrorsAsync(changed, cancellationToken).ConfigureAwait(false);
            if (broken.IsEmpty && (scope == "project" ? emits >= EmitScope.FixAll : emits == EmitScope.Each))
                broken = await EmitErrorsAsync(changed, documents, cancellationToken).ConfigureAwait(false);
            if (!broken.IsEmpty)
            {
                Add(TrialOutcome.NewErrors, broken, await DiffAsync(changed, documents, cancellationToken).ConfigureAwait(false));
                return;
            }

            var left = await RemainingAsync(changed, id, diagnostics, cancellationToken).ConfigureAwait(false);
            Add(
                left.IsEmpty ? TrialOutcome.Ok : TrialOutcome.NotCleared,
                left,
                left.IsEmpty ? string.Empty : await DiffAsync(changed, documents, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Crashed(id, key, scope, place, e);
        }

        void Add(TrialOutcome outcome, ImmutableArray<string> details, string diff) =>
            run.Trials.Add(new(id, key, action.Title, scope, place, outcome, details, diff));
    }

    private async Task<bool> ChangesTextAsync(Solution changed, ImmutableArray<DocumentId> documents, CancellationToken cancellationToken)
    {
        foreach (var id in documents)
        {
            if (project.Solution.GetDocument(id) is not { } old)
                return true;

            var before = await old.GetTextAsync(cancellationToken).ConfigureAwait(false);
            if (!before.ContentEquals(await changed.GetDocument(id)!.GetTextAsync(cancellationToken).ConfigureAwait(false)))
                return true;
        }

        return false;
    }

    /// <summary>Some errors exist only when code is generated, such as a reference that would live across an await.</summary>
    private async Task<ImmutableArray<string>> EmitErrorsAsync(Solution changed, ImmutableArray<DocumentId> documents, CancellationToken cancellationToken)
    {
        foreach (var id in documents.Select(d => d.ProjectId).Distinct())
        {
            var compilation = await changed.GetProject(id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
            var emitted = compilation!.Emit(Stream.Null, cancellationToken: cancellationToken);
            if (!emitted.Success && await EmittedBeforeAsync(id, cancellationToken).ConfigureAwait(false))
                return [.. emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10).Select(d => d.ToString())];
        }

        return [];
    }

    /// <summary>A change may reach a project that misses packages, and did not compile before either.</summary>
    private async Task<bool> EmittedBeforeAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var compilation = await project.Solution.GetProject(id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return compilation!.Emit(Stream.Null, cancellationToken: cancellationToken).Success;
    }

    /// <summary>What is still reported of the findings that should have gone, counted per document.</summary>
    private async Task<ImmutableArray<string>> RemainingAsync(Solution changed, string id, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var compilation = (await changed.GetProject(project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
        var analyzers = run.Catalog.Analyzers.Where(a => a.SupportedDiagnostics.Any(d => d.Id == id)).ToImmutableArray();
        var driver = run.Analysis.Create(source, compilation, analyzers, (_, _) => { });
        var remaining = ImmutableArray.CreateBuilder<string>();
        foreach (var group in diagnostics.GroupBy(d => d.Location.SourceTree))
        {
            var tree = await changed.GetDocument(project.GetDocument(group.Key)!.Id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
            var now = await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree!), null, cancellationToken).ConfigureAwait(false);
            var expected = found.Count(d => d.Id == id && d.Location.SourceTree == group.Key) - group.Count();
            remaining.AddRange(now.Where(d => d.Id == id).Skip(expected).Select(d => $"still reported: {d.GetMessage(CultureInfo.InvariantCulture)}"));
        }

        return remaining.ToImmutable();
    }

    private async Task<string> DiffAsync(Solution changed, ImmutableArray<DocumentId> documents, CancellationToken cancellationToken)
    {
        var parts = new List<string>();
        foreach (var id in documents.Take(5))
        {
            var now = changed.GetDocument(id)!;
            var before = project.Solution.GetDocument(id) is { } old ? await old.GetTextAsync(cancellationToken).ConfigureAwait(false) : SourceText.From(string.Empty);
            parts.Add(LineDiff.Of(Finding.Relative(Path.GetFullPath(run.Settings.Folder), now.FilePath ?? now.Name), before, await now.GetTextAsync(cancellationToken).ConfigureAwait(false)));
        }

        return string.Join('\n', parts);
    }

    private void Crashed(string id, string key, string scope, string place, Exception exception) =>
        run.Trials.Add(new(id, key, key, scope, place, TrialOutcome.Crashed, [ProjectAnalysis.Summarize(exception)], string.Empty));

    private static IEnumerable<CodeAction> Leaves(CodeAction action) =>
        action.NestedActions.IsEmpty ? [action] : action.NestedActions.SelectMany(Leaves);

    /// <summary>One kind of action of one fix.</summary>
    private sealed record Offer(CodeFixProvider Fix, string Key, string Id);

    private sealed class KnownDiagnostics(IEnumerable<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        private readonly ILookup<SyntaxTree, Diagnostic> byTree = diagnostics.ToLookup(d => d.Location.SourceTree!);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(byTree.SelectMany(g => g));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree ? byTree[tree] : [];

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
