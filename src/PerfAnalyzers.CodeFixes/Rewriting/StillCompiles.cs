namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The last guard of a fix: the compiler finds no error in the changed member that was not there before.</summary>
internal static class StillCompiles
{
    public static async Task<bool> AfterAsync(ImmutableArray<TextChange> changes, SyntaxNode member, FixRequest request)
    {
        var changed = request.Document.WithText(request.Text.WithChanges(changes));
        if (await changed.GetSemanticModelAsync(request.CancellationToken).ConfigureAwait(false) is not { } model)
            return false;

        var before = Errors(request.Model, member.Span, request.CancellationToken);
        var after = Errors(model, SpanTracking.Move(member.FullSpan, changes), request.CancellationToken);
        return after.All(a => before.TryGetValue(a.Key, out var count) && count >= a.Value);
    }

    private static Dictionary<string, int> Errors(SemanticModel model, TextSpan span, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var diagnostic in model.GetDiagnostics(span, cancellationToken))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
                errors[diagnostic.Id] = errors.TryGetValue(diagnostic.Id, out var count) ? count + 1 : 1;
        }

        return errors;
    }
}
