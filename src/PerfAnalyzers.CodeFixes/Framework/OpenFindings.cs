using Microsoft.CodeAnalysis.CodeFixes;

namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>
/// The findings that a fix-all still has to cure. They are taken one after another, document by document and inner
/// before outer, each planned on the text that the earlier ones left behind, so that edits in each other's way
/// are all made. (The merging provider of Roslyn drops all but one of them.)
/// </summary>
internal sealed class OpenFindings
{
    private readonly List<DocumentId> order = new();
    private readonly Dictionary<DocumentId, List<Finding>> open = new();

    public void Add(DocumentId document, ImmutableArray<Diagnostic> diagnostics)
    {
        order.Add(document);
        open.Add(document, diagnostics
            .OrderBy(d => d.Location.SourceSpan.Length)
            .ThenBy(d => d.Location.SourceSpan.Start)
            .Select(d => new Finding(d.Location.SourceSpan, d.Properties))
            .ToList());
    }

    /// <summary>The solution after every finding has had its turn; one that another finding's edits cured has no plan any more.</summary>
    public async Task<Solution> FixAsync(Solution solution, FixAllContext context)
    {
        var fix = (RuleCodeFix)context.CodeFixProvider;
        foreach (var id in order)
        {
            for (var findings = open[id]; findings.Count > 0;)
            {
                var finding = findings[0];
                findings.RemoveAt(0);
                if (solution.GetDocument(id) is not { } document
                    || await FixRequest.CreateAsync(document, finding.Span, finding.Properties, context.CancellationToken).ConfigureAwait(false) is not { } request)
                {
                    continue;
                }

                var plans = await fix.PlanAsync(request).ConfigureAwait(false);
                if (plans.FirstOrDefault(p => p.Key == context.CodeActionEquivalenceKey && !p.ChangesBehaviour) is not { } plan)
                    continue;

                solution = await plan.ApplyAsync(request).ConfigureAwait(false);
                Move(id, plan.Changes);
                foreach (var other in plan.OtherChanges)
                    Move(other.Key, other.Value);
            }
        }

        return solution;
    }

    private void Move(DocumentId document, ImmutableArray<TextChange> changes)
    {
        if (!open.TryGetValue(document, out var findings))
            return;

        for (var i = 0; i < findings.Count; i++)
            findings[i] = findings[i] with { Span = SpanTracking.Move(findings[i].Span, changes) };
    }

    private sealed record Finding(TextSpan Span, ImmutableDictionary<string, string?> Properties);
}
