using Microsoft.CodeAnalysis.Diagnostics;

namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>
/// Base of every fix. A fix says, for one finding, which edits cure it, or that none is safe; the base registers
/// them, names them, and applies them to a whole document, project or solution in one pass.
/// </summary>
public abstract class RuleCodeFix : CodeFixProvider
{
    private protected RuleCodeFix(string ruleId) => FixableDiagnosticIds = ImmutableArray.Create(ruleId);

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>Every equivalence key that <see cref="PlanAsync"/> may use, each starting with the rule id.</summary>
    internal abstract ImmutableArray<string> EquivalenceKeys { get; }

    /// <summary>Whether a plan may edit more than the document of its finding. Fix-all then takes one finding of the solution after another.</summary>
    internal virtual bool ReachesOtherDocuments => false;

    /// <summary>The rule's analyzer, where curing one finding may bring another to light that a fix-all has to cure as well; otherwise null.</summary>
    internal virtual DiagnosticAnalyzer? Uncovered => null;

    public sealed override FixAllProvider GetFixAllProvider() =>
        ReachesOtherDocuments ? SolutionFixAllProvider.Instance : DocumentFixAllProvider.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var request = await FixRequest.CreateAsync(
                context.Document, diagnostic.Location.SourceSpan, diagnostic.Properties, context.CancellationToken).ConfigureAwait(false);
            if (request is null)
                continue;

            foreach (var plan in await PlanAsync(request).ConfigureAwait(false))
            {
                var changed = await plan.ApplyAsync(request).ConfigureAwait(false);
                context.RegisterCodeFix(
                    CodeAction.Create(plan.Title, _ => Task.FromResult(changed), plan.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// The actions that cure a finding, best first; empty when none can be proven to compile and to keep behaviour.
    /// Called anew for every finding of a fix-all, on the text as the earlier edits left it.
    /// </summary>
    internal abstract Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request);
}
