using System.Globalization;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Applies fixes until nothing changes any more.</summary>
internal sealed class FixRunner(
    ImmutableArray<CodeFixProvider> providers,
    AnalysisCache cache,
    CodeFixTestBehaviors behaviors,
    Func<ImmutableArray<Diagnostic>, Diagnostic?> select,
    Func<IEnumerable<CodeAction>, IVerifier, CodeAction?> choose,
    Func<Solution, CodeAction, List<string>, IVerifier, CancellationToken, Task<Solution>> apply,
    Func<Solution, CancellationToken, Task<IEnumerable<Diagnostic>>> compile)
{
    /// <summary>Fixes the first finding for which an action is offered, then looks again.</summary>
    public Task<FixOutcome> FixEachAsync(Solution solution, IterationLimit limit, IVerifier verifier, CancellationToken cancellationToken) =>
        RepeatAsync(solution, limit, verifier, ApplyAsync, cancellationToken);

    /// <summary>Fixes everything that the first offered action stands for, in its document, project or solution; each of them once.</summary>
    public Task<FixOutcome> FixAllAsync(FixAllScope scope, Solution solution, IterationLimit limit, IVerifier verifier, CancellationToken cancellationToken)
    {
        var done = new HashSet<object>();
        return RepeatAsync(solution, limit, verifier, step => ApplyToAllAsync(step, scope, done, limit), cancellationToken);
    }

    /// <summary>Looks for a finding with an offer and takes the step, again and again, until a step changes nothing.</summary>
    private async Task<FixOutcome> RepeatAsync(Solution solution, IterationLimit limit, IVerifier verifier, Func<Step, Task<Solution?>> take, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var iterations = 0;
        for (var changed = true; changed && iterations <= limit.Number;)
        {
            (solution, var findings) = await cache.AnalyzeAsync(solution, cancellationToken).ConfigureAwait(false);
            changed = false;
            foreach (var finding in Fixable(findings, verifier))
            {
                if (await OfferAsync(solution, finding, verifier, cancellationToken).ConfigureAwait(false) is not { } offer)
                    continue;

                var step = new Step(solution, findings, finding, offer, iterations, failures, verifier, cancellationToken);
                if (await take(step).ConfigureAwait(false) is { } after)
                {
                    iterations++;
                    changed = after != solution;
                    solution = after;
                }

                break;
            }

            if (behaviors.HasFlag(CodeFixTestBehaviors.FixOne))
                break;
        }

        return Outcome(solution, limit, iterations, failures);
    }

    private async Task<Solution?> ApplyAsync(Step step)
    {
        // The state after the last fix is compiled with all other checks; those between are seen only here.
        if (step.Iterations > 0 && (await compile(step.Solution, step.CancellationToken).ConfigureAwait(false)).FirstOrDefault() is { } error)
            step.Failures.Add(string.Create(CultureInfo.InvariantCulture, $"After {step.Iterations} fixes the code does not compile: {error}"));

        return await apply(step.Solution, step.Offer.Action, step.Failures, step.Verifier, step.CancellationToken).ConfigureAwait(false);
    }

    private async Task<Solution?> ApplyToAllAsync(Step step, FixAllScope scope, HashSet<object> done, IterationLimit limit)
    {
        var (offer, finding) = (step.Offer, step.Finding);
        if (offer.Provider.GetFixAllProvider() is not { } fixAll || !fixAll.GetSupportedFixAllScopes().Contains(scope))
            return null;

        object target = scope == FixAllScope.Document ? finding.Document! : scope == FixAllScope.Project ? finding.Project : scope;
        if (!done.Add(target) && !limit.IsStated)
            step.Failures.Add($"One fix-all must cure everything at once, but afterwards the action '{offer.Action.Title}' is still offered for: {finding.Diagnostic}");

        var context = ContextFor(scope, step.Solution, finding, offer, fixAll, step.Findings, step.CancellationToken);
        if (await fixAll.GetFixAsync(context).ConfigureAwait(false) is not { } action)
        {
            step.Failures.Add($"The fix-all provider offers nothing for '{offer.Action.EquivalenceKey}'.");
            return null;
        }

        return await apply(step.Solution, action, step.Failures, step.Verifier, step.CancellationToken).ConfigureAwait(false);
    }

    private static FixOutcome Outcome(Solution solution, IterationLimit limit, int iterations, List<string> failures)
    {
        if (limit.Failure(iterations) is { } failure)
            failures.Add(failure);

        return new FixOutcome(solution, [.. failures]);
    }

    private IEnumerable<Finding> Fixable(ImmutableArray<Finding> findings, IVerifier verifier)
    {
        var fixable = findings.Where(f => f.Document is not null && providers.Any(p => p.FixableDiagnosticIds.Contains(f.Diagnostic.Id))).ToList();
        if (!behaviors.HasFlag(CodeFixTestBehaviors.SkipLocalDiagnosticCheck) && fixable.Find(f => !f.IsLocal) is { } late)
            verifier.Fail($"An editor shows no fix for a diagnostic that is reported at the end of a compilation or in another file: {late.Diagnostic}");

        if (!behaviors.HasFlag(CodeFixTestBehaviors.FixOne))
            return fixable;

        var selected = select([.. fixable.Select(f => f.Diagnostic)]);
        return fixable.Where(f => ReferenceEquals(f.Diagnostic, selected));
    }

    private async Task<Offer?> OfferAsync(Solution solution, Finding finding, IVerifier verifier, CancellationToken cancellationToken)
    {
        var offers = new List<Offer>();
        foreach (var provider in providers.Where(p => p.FixableDiagnosticIds.Contains(finding.Diagnostic.Id)))
        {
            var context = new CodeFixContext(
                solution.GetDocument(finding.Document)!, finding.Diagnostic, (action, _) => offers.Add(new Offer(action, provider)), cancellationToken);
            await provider.RegisterCodeFixesAsync(context).ConfigureAwait(false);
        }

        // A chosen action may be one inside a submenu, which belongs to whoever offered the submenu.
        return choose(offers.Select(o => o.Action), verifier) is { } chosen
            ? (offers.Find(o => o.Action == chosen) ?? offers.First(o => NestedActions.All(o.Action).Contains(chosen))) with { Action = chosen }
            : null;
    }

    private static FixAllContext ContextFor(
        FixAllScope scope, Solution solution, Finding finding, Offer offer, FixAllProvider fixAll, ImmutableArray<Finding> findings, CancellationToken cancellationToken) => new(
            solution.GetDocument(finding.Document)!,
            offer.Provider,
            scope,
            offer.Action.EquivalenceKey!,
            fixAll.GetSupportedFixAllDiagnosticIds(offer.Provider),
            new KnownFindings(findings),
            cancellationToken);

    private sealed record Step(
        Solution Solution, ImmutableArray<Finding> Findings, Finding Finding, Offer Offer, int Iterations, List<string> Failures, IVerifier Verifier, CancellationToken CancellationToken);

    private sealed record Offer(CodeAction Action, CodeFixProvider Provider);

    private sealed class KnownFindings(ImmutableArray<Finding> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(f => f.Project == project.Id).Select(f => f.Diagnostic));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(f => f.Document == document.Id).Select(f => f.Diagnostic));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(f => f.Project == project.Id && f.Document is null).Select(f => f.Diagnostic));
    }
}
