namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>
/// Applies one kind of action to every finding, each document by itself and beside the others: for fixes whose edits
/// stay in the document of their finding.
/// </summary>
internal sealed class DocumentFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly DocumentFixAllProvider Instance = new();

    private DocumentFixAllProvider()
    {
    }

    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext,
        Document document,
        ImmutableArray<Diagnostic> diagnostics)
    {
        var findings = new OpenFindings();
        findings.Add(document.Id, diagnostics);
        var solution = await findings.FixAsync(document.Project.Solution, fixAllContext).ConfigureAwait(false);
        return solution.GetDocument(document.Id);
    }
}
