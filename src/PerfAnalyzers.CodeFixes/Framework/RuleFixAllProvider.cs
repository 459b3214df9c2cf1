namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>
/// Applies one kind of action to every finding of a document. Findings are taken one after another, inner before
/// outer, each planned on the text that the earlier ones left behind, so that edits in each other's way
/// are all made. (The merging provider of Roslyn drops all but one of them.)
/// </summary>
internal sealed class RuleFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly RuleFixAllProvider Instance = new();

    private RuleFixAllProvider()
    {
    }

    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext,
        Document document,
        ImmutableArray<Diagnostic> diagnostics)
    {
        var fix = (RuleCodeFix)fixAllContext.CodeFixProvider;
        var findings = diagnostics
            .OrderBy(d => d.Location.SourceSpan.Length)
            .ThenBy(d => d.Location.SourceSpan.Start)
            .Select(d => (Span: d.Location.SourceSpan, d.Properties))
            .ToArray();

        for (var i = 0; i < findings.Length; i++)
        {
            var request = await FixRequest.CreateAsync(
                document, findings[i].Span, findings[i].Properties, fixAllContext.CancellationToken).ConfigureAwait(false);
            if (request is null)
                continue;

            var plans = await fix.PlanAsync(request).ConfigureAwait(false);
            if (plans.FirstOrDefault(p => p.Key == fixAllContext.CodeActionEquivalenceKey && !p.ChangesBehaviour) is not { } plan)
                continue;

            document = document.WithText(request.Text.WithChanges(plan.Changes));
            for (var later = i + 1; later < findings.Length; later++)
                findings[later].Span = SpanTracking.Move(findings[later].Span, plan.Changes);
        }

        return document;
    }
}
