namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The last guard of a fix: the compiler finds no error in the changed member that was not there before.</summary>
internal static class StillCompiles
{
    /// <param name="changes">The edits.</param>
    /// <param name="member">What they are made in.</param>
    /// <param name="request">The finding.</param>
    /// <param name="withoutNullDoubts">Whether a new doubt about null counts as an error too: text was moved to where less is known.</param>
    public static async Task<bool> AfterAsync(ImmutableArray<TextChange> changes, SyntaxNode member, FixRequest request, bool withoutNullDoubts = false)
    {
        var changed = request.Document.WithText(request.Text.WithChanges(changes));
        if (await changed.GetSemanticModelAsync(request.CancellationToken).ConfigureAwait(false) is not { } model)
            return false;

        var before = Errors(request.Model, member.Span, withoutNullDoubts, request.CancellationToken);
        var after = Errors(model, SpanTracking.Move(member.FullSpan, changes), withoutNullDoubts, request.CancellationToken);
        return after.All(a => before.TryGetValue(a.Key, out var count) && count >= a.Value);
    }

    private static Dictionary<string, int> Errors(SemanticModel model, TextSpan span, bool withNullDoubts, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var diagnostic in model.GetDiagnostics(span, cancellationToken))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error || (withNullDoubts && diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal)))
                errors[diagnostic.Id] = errors.TryGetValue(diagnostic.Id, out var count) ? count + 1 : 1;
        }

        return errors;
    }
}
