using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>
/// Applies one kind of action to every finding, one after another in one solution: for fixes whose edits reach
/// into other documents, where the edits of one finding may change or cure the next.
/// </summary>
internal sealed class SolutionFixAllProvider : FixAllProvider
{
    public static readonly SolutionFixAllProvider Instance = new();

    private SolutionFixAllProvider()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        Task.FromResult<CodeAction?>(CodeAction.Create(
            $"Fix all occurrences of '{string.Join("', '", fixAllContext.DiagnosticIds)}'",
            cancellationToken => FixAllAsync(fixAllContext.WithCancellationToken(cancellationToken)),
            fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAllAsync(FixAllContext context)
    {
        var findings = new OpenFindings();
        foreach (var document in Documents(context))
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsEmpty)
                findings.Add(document.Id, diagnostics);
        }

        return await findings.FixAsync(context.Solution, context).ConfigureAwait(false);
    }

    /// <summary>The documents in scope; callees before callers, as far as the order of projects tells.</summary>
    private static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? new[] { document } : Enumerable.Empty<Document>(),
        FixAllScope.Project => InOrder(context.Project),
        _ => context.Solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(context.CancellationToken)
            .Select(context.Solution.GetProject)
            .OfType<Project>()
            .Where(p => p.Language == LanguageNames.CSharp)
            .SelectMany(InOrder),
    };

    private static IEnumerable<Document> InOrder(Project project) =>
        project.Documents.OrderBy(d => d.FilePath ?? d.Name, StringComparer.Ordinal);
}
