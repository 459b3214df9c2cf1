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

    /// <summary>Each round goes a call deeper into what is left; more are not seen in practice.</summary>
    private const int MostRounds = 4;

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

        var solution = await findings.FixAsync(context.Solution, context).ConfigureAwait(false);
        for (var round = 0; round < MostRounds; round++)
        {
            var uncovered = await UncoveredFindings.FindAsync(context.Solution, solution, context).ConfigureAwait(false);
            var further = await uncovered.FixAsync(solution, context).ConfigureAwait(false);
            if (further == solution)
                break;

            solution = further;
        }

        return solution;
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
