namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>One way to fix one finding, proven applicable: what the light bulb shows and the text that changes.</summary>
/// <param name="Title">Imperative and unambiguous in a menu, such as "Use 'await'".</param>
/// <param name="Key">The kind of action, the same for every finding it can be applied to; a constant of the fix.</param>
/// <param name="Changes">The edits in the document of the finding, in any order, none overlapping another. All text outside of them stays as it is.</param>
internal sealed record FixPlan(string Title, string Key, ImmutableArray<TextChange> Changes)
{
    /// <summary>Whether the fixed code may behave differently; such an action is chosen one at a time, never by fix-all.</summary>
    public bool ChangesBehaviour { get; init; }

    /// <summary>
    /// The edits in other documents of the solution, under the same conditions. Only a fix that says
    /// <see cref="RuleCodeFix.ReachesOtherDocuments"/> may have any.
    /// </summary>
    public ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> OtherChanges { get; init; } =
        ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>.Empty;

    /// <summary>The solution of the finding with all edits made.</summary>
    public async Task<Solution> ApplyAsync(FixRequest request)
    {
        var solution = request.Document.Project.Solution.WithDocumentText(request.Document.Id, request.Text.WithChanges(Changes));
        foreach (var (id, changes) in OtherChanges.Select(c => (c.Key, c.Value)))
        {
            if (solution.GetDocument(id) is { } document)
            {
                var text = await document.GetTextAsync(request.CancellationToken).ConfigureAwait(false);
                solution = solution.WithDocumentText(id, text.WithChanges(changes));
            }
        }

        return solution;
    }
}
