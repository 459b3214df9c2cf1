using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>
/// The findings that a fix-all brings to light: a method that no longer waits for one thing further down may still wait for
/// another, of which nothing was said before because one way is told for each call.
/// </summary>
internal static class UncoveredFindings
{
    /// <summary>What is found in the documents that were changed and are in scope; empty where the fix uncovers nothing.</summary>
    public static async Task<OpenFindings> FindAsync(Solution before, Solution after, FixAllContext context)
    {
        var findings = new OpenFindings();
        if (((RuleCodeFix)context.CodeFixProvider).Uncovered is not { } analyzer)
            return findings;

        foreach (var changes in after.GetChanges(before).GetProjectChanges())
        {
            var project = changes.NewProject;
            if (context.Scope != FixAllScope.Solution && project.Id != context.Project.Id)
                continue;

            if (await project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation)
                continue;

            var run = compilation.WithAnalyzers(ImmutableArray.Create(analyzer), project.AnalyzerOptions);
            foreach (var id in changes.GetChangedDocuments())
            {
                if (context.Scope == FixAllScope.Document && id != context.Document?.Id)
                    continue;

                if (project.GetDocument(id) is { } document && await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model)
                    findings.Add(id, await run.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, context.CancellationToken).ConfigureAwait(false));
            }
        }

        return findings;
    }
}
