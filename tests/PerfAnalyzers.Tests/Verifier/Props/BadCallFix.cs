using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Verifier.Props;

/// <summary>Calls Good instead, by changing the text.</summary>
public class BadCallFix : CodeFixProvider
{
    public const string Key = "TEST0001.CallGood";

    public override ImmutableArray<string> FixableDiagnosticIds => [BadCallAnalyzer.Id];

    public override FixAllProvider? GetFixAllProvider() => TextFixAllProvider.Instance;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(ActionFor(context.Document, context.Span), context.Diagnostics);
        return Task.CompletedTask;
    }

    /// <summary>The text of a document with the calls at the given places changed.</summary>
    public virtual SourceText Fix(SourceText text, IEnumerable<TextSpan> calls) => text.WithChanges(calls.Select(call => new TextChange(call, "Good")));

    public virtual Document Fix(Document document, SourceText text, IEnumerable<TextSpan> calls) => document.WithText(Fix(text, calls));

    protected virtual CodeAction ActionFor(Document document, TextSpan call) => CodeAction.Create(
        "Call 'Good'", async token => Fix(document, await document.GetTextAsync(token), [call]), Key);
}

/// <summary>Has the fix change all places of a document at once.</summary>
public class TextFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly TextFixAllProvider Instance = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        ((BadCallFix)fixAllContext.CodeFixProvider).Fix(
            document, await document.GetTextAsync(fixAllContext.CancellationToken), Choose(diagnostics).Select(d => d.Location.SourceSpan));

    protected virtual IEnumerable<Diagnostic> Choose(ImmutableArray<Diagnostic> diagnostics) => diagnostics.OrderBy(d => d.Location.SourceSpan.Start);
}
