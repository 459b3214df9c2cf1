namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>A finding in the current state of a document, with what a fix needs to judge it.</summary>
internal sealed record FixRequest(
    Document Document,
    SyntaxNode Root,
    SemanticModel Model,
    SourceText Text,
    TextSpan Span,
    ImmutableDictionary<string, string?> Properties,
    CancellationToken CancellationToken)
{
    public CompilationContext Compilation => CompilationContext.For(Model.Compilation, Document.Project.AnalyzerOptions);

    /// <summary>The smallest node of a kind that covers the reported text, or null when the text no longer holds one.</summary>
    public T? Node<T>()
        where T : SyntaxNode =>
        Root.FindNode(Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    public static async Task<FixRequest?> CreateAsync(
        Document document,
        TextSpan span,
        ImmutableDictionary<string, string?> properties,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return null;

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return new FixRequest(document, root, model, text, span, properties, cancellationToken);
    }
}
