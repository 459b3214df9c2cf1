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
    public async Task<FixOutcome> FixEachAsync(Solution solution, IterationLimit limit, IVerifier verifier, CancellationToken cancellationToken)
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

                // The state after the last fix is compiled with all other checks; those between are seen only here.
                if (iterations > 0 && (await compile(solution, cancellationToken).ConfigureAwait(false)).FirstOrDefault() is { } error)
                    failures.Add(string.Create(CultureInfo.InvariantCulture, $"After {iterations} fixes the code does not compile: {error}"));

                iterations++;
                var after = await apply(solution, offer.Action, failures, verifier, cancellationToken).ConfigureAwait(false);
                changed = after != solution;
                solution = after;
                break;
            }

            if (behaviors.HasFlag(CodeFixTestBehaviors.FixOne))
                break;
        }

        return Outcome(solution, limit, iterations, failures);
    }

    /// <summary>Fixes everything that the first offered action stands for, in its document, project or solution; each of them once.</summary>
    public async Task<FixOutcome> FixAllAsync(FixAllScope scope, Solution solution, IterationLimit limit, IVerifier verifier, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var done = new HashSet<object>();
        var iterations = 0;
        for (var changed = true; changed && iterations <= limit.Number;)
        {
            (solution, var findings) = await cache.AnalyzeAsync(solution, cancellationToken).ConfigureAwait(false);
            changed = false;
            foreach (var finding in Fixable(findings, verifier))
            {
                if (await OfferAsync(solution, finding, verifier, cancellationToken).ConfigureAwait(false) is not { } offer)
                    continue;

                if (offer.Provider.GetFixAllProvider() is not { } fixAll || !fixAll.GetSupportedFixAllScopes().Contains(scope))
                    break;

                object target = scope == FixAllScope.Document ? finding.Document! : scope == FixAllScope.Project ? finding.Project : scope;
                if (!done.Add(target) && !limit.IsStated)
                    failures.Add($"One fix-all must cure everything at once, but afterwards the action '{offer.Action.Title}' is still offered for: {finding.Diagnostic}");

                iterations++;
                var context = ContextFor(scope, solution, finding, offer, fixAll, findings, cancellationToken);
                if (await fixAll.GetFixAsync(context).ConfigureAwait(false) is not { } action)
                {
                    failures.Add($"The fix-all provider offers nothing for '{offer.Action.EquivalenceKey}'.");
                    break;
                }

                var after = await apply(solution, action, failures, verifier, cancellationToken).ConfigureAwait(false);
                changed = after != solution;
                solution = after;
                break;
            }

            if (behaviors.HasFlag(CodeFixTestBehaviors.FixOne))
                break;
        }

        return Outcome(solution, limit, iterations, failures);
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
