namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The last guard of a fix: the compiler finds no error in the changed member that was not there before.</summary>
internal static class StillCompiles
{
    private const string NotAwaited = "CS4014";
    private const string NothingAwaited = "CS1998";

    /// <param name="changes">The edits.</param>
    /// <param name="member">What they are made in.</param>
    /// <param name="request">The finding.</param>
    /// <param name="withoutNullDoubts">Whether a new doubt about null counts as an error too: text was moved to where less is known.</param>
    public static async Task<bool> AfterAsync(ImmutableArray<TextChange> changes, SyntaxNode member, FixRequest request, bool withoutNullDoubts = false)
    {
        var changed = request.Document.WithText(request.Text.WithChanges(changes));
        if (await changed.GetSemanticModelAsync(request.CancellationToken).ConfigureAwait(false) is not { } model)
            return false;

        // A using directive may change what a name means anywhere in the file.
        var isWithin = changes.All(c => member.FullSpan.Contains(c.Span));
        var before = Errors(request.Model, isWithin ? member.Span : null, withoutNullDoubts, request.CancellationToken);
        var after = Errors(model, isWithin ? SpanTracking.Move(member.FullSpan, changes) : null, withoutNullDoubts, request.CancellationToken);
        return after.All(a => before.TryGetValue(a.Key, out var count) && count >= a.Value);
    }

    /// <summary>The same for a plan that reaches other documents: each of them, and <paramref name="alsoIn"/>, is compared as a whole.</summary>
    public static async Task<bool> EverywhereAsync(FixPlan plan, FixRequest request, IEnumerable<DocumentId>? alsoIn = null)
    {
        var before = request.Document.Project.Solution;
        var after = await plan.ApplyAsync(request).ConfigureAwait(false);
        foreach (var id in plan.OtherChanges.Keys.Append(request.Document.Id).Union(alsoIn ?? Enumerable.Empty<DocumentId>()))
        {
            var known = await ErrorsAsync(before, id, request.CancellationToken).ConfigureAwait(false);
            var now = await ErrorsAsync(after, id, request.CancellationToken).ConfigureAwait(false);
            if (now.Any(n => !known.TryGetValue(n.Key, out var count) || count < n.Value))
                return false;
        }

        return true;
    }

    private static async Task<Dictionary<string, int>> ErrorsAsync(Solution solution, DocumentId id, CancellationToken cancellationToken)
    {
        var model = solution.GetDocument(id) is { } document ? await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) : null;
        return model is null ? new Dictionary<string, int>() : Errors(model, null, withNullDoubts: true, cancellationToken);
    }

    /// <summary>The same for edits in many documents, each looked at as a whole; a call that nobody awaits any more counts as an error.</summary>
    public static async Task<bool> AfterAllAsync(ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> changes, Solution solution, CancellationToken cancellationToken)
    {
        var changed = solution;
        foreach (var (id, edits) in changes.Select(c => (c.Key, c.Value)))
        {
            var text = await solution.GetDocument(id)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            changed = changed.WithDocumentText(id, text.WithChanges(edits));
        }

        foreach (var id in changes.Keys)
        {
            if (await changed.GetDocument(id)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } after
                || await solution.GetDocument(id)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } before)
            {
                return false;
            }

            var known = Errors(before, span: null, withNullDoubts: false, cancellationToken);
            if (!Errors(after, span: null, withNullDoubts: false, cancellationToken).All(e => known.TryGetValue(e.Key, out var count) && count >= e.Value))
                return false;
        }

        return true;
    }

    private static Dictionary<string, int> Errors(SemanticModel model, TextSpan? span, bool withNullDoubts, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var diagnostic in model.GetDiagnostics(span, cancellationToken))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is NotAwaited or NothingAwaited || (withNullDoubts && diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal)))
                errors[diagnostic.Id] = errors.TryGetValue(diagnostic.Id, out var count) ? count + 1 : 1;
        }

        return errors;
    }
}
