using System.Text;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Verifier.Props;

public sealed class NothingChangesFix : BadCallFix
{
    public override SourceText Fix(SourceText text, IEnumerable<TextSpan> calls) => text;
}

public sealed class DoesNotCompileFix : BadCallFix
{
    public override SourceText Fix(SourceText text, IEnumerable<TextSpan> calls) => text.WithChanges(calls.Select(call => new TextChange(call, "Absent")));
}

/// <summary>Compiles again only when the last call is fixed.</summary>
public sealed class DoesNotCompileInBetweenFix : BadCallFix
{
    public override SourceText Fix(SourceText text, IEnumerable<TextSpan> calls)
    {
        var changed = text.WithChanges(calls.Select(call => new TextChange(call, "Absent"))).ToString();
        return SourceText.From(changed.Contains(" Bad();", StringComparison.Ordinal) ? changed : changed.Replace("Absent", "Good", StringComparison.Ordinal), text.Encoding);
    }
}

public sealed class LeavesOneErrorForEmitFix : BadCallFix
{
    public override SourceText Fix(SourceText text, IEnumerable<TextSpan> calls) => text.WithChanges(
        calls.Select(call => new TextChange(TextSpan.FromBounds(call.Start, call.End + 2), "Two(new int[1].AsSpan(), await Task.FromResult(1))")));
}

public sealed class DirtyLineEndsFix : BadCallFix
{
    public override SourceText Fix(SourceText text, IEnumerable<TextSpan> calls) =>
        SourceText.From(base.Fix(text, calls).ToString().Replace("{\n", "{\r\n", StringComparison.Ordinal), text.Encoding);
}

public sealed class OtherEncodingFix : BadCallFix
{
    public override SourceText Fix(SourceText text, IEnumerable<TextSpan> calls) => SourceText.From(base.Fix(text, calls).ToString(), Encoding.Unicode);
}

public sealed class AddsFileFix : BadCallFix
{
    public override Document Fix(Document document, SourceText text, IEnumerable<TextSpan> calls) =>
        base.Fix(document, text, calls).Project.AddDocument("Another.cs", "class Another { }", filePath: "/0/Another.cs").Project.GetDocument(document.Id)!;
}

public sealed class RenamesFileFix : BadCallFix
{
    public override Document Fix(Document document, SourceText text, IEnumerable<TextSpan> calls) => base.Fix(document, text, calls).WithName("Other.cs");
}

/// <summary>Prints well, but puts a comment inside an identifier.</summary>
public sealed class StrangeTreeFix : BadCallFix
{
    public override Document Fix(Document document, SourceText text, IEnumerable<TextSpan> calls)
    {
        var root = document.GetSyntaxRootAsync().GetAwaiter().GetResult()!;
        var names = calls.Select(call => root.FindNode(call)).OfType<IdentifierNameSyntax>();
        return document.WithSyntaxRoot(root.ReplaceNodes(names, (_, _) => SyntaxFactory.IdentifierName("Good/**/")));
    }
}

public sealed class ForeignIdFix : BadCallFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TEST0099"];
}

public sealed class WithoutFixAllFix : BadCallFix
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

public sealed class FixAllFixesOneFix : BadCallFix
{
    public override FixAllProvider GetFixAllProvider() => new FirstOnly();

    private sealed class FirstOnly : TextFixAllProvider
    {
        protected override IEnumerable<Diagnostic> Choose(ImmutableArray<Diagnostic> diagnostics) => base.Choose(diagnostics).Take(1);
    }
}

public sealed class FixAllFixesNothingFix : BadCallFix
{
    public override FixAllProvider GetFixAllProvider() => new None();

    private sealed class None : TextFixAllProvider
    {
        protected override IEnumerable<Diagnostic> Choose(ImmutableArray<Diagnostic> diagnostics) => [];
    }
}

/// <summary>Right in a document, but in a project or solution only the first document is fixed.</summary>
public sealed class FixAllInDocumentOnlyFix : BadCallFix
{
    public override FixAllProvider GetFixAllProvider() => new InDocument();

    private sealed class InDocument : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            await TextFixAllProvider.Instance.GetFixAsync(fixAllContext.Scope == FixAllScope.Document
                ? fixAllContext
                : new FixAllContext(fixAllContext.Document!, fixAllContext.CodeFixProvider, FixAllScope.Document, fixAllContext.CodeActionEquivalenceKey!, fixAllContext.DiagnosticIds, new All(fixAllContext), fixAllContext.CancellationToken));
    }

    private sealed class All(FixAllContext from) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await from.GetAllDiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => await from.GetDocumentDiagnosticsAsync(document);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await from.GetProjectDiagnosticsAsync(project);
    }
}

public sealed class TwoOperationsFix : BadCallFix
{
    protected override CodeAction ActionFor(Document document, TextSpan call) => new Twice(base.ActionFor(document, call));

    private sealed class Twice(CodeAction inner) : CodeAction
    {
        public override string Title => inner.Title;

        public override string? EquivalenceKey => inner.EquivalenceKey;

        protected override async Task<IEnumerable<CodeActionOperation>> ComputeOperationsAsync(CancellationToken cancellationToken)
        {
            var operations = await inner.GetOperationsAsync(cancellationToken);
            return operations.Concat(operations);
        }
    }
}

/// <summary>A submenu: first an action with another key that does not compile, then the good one.</summary>
public sealed class SubmenuFix : BadCallFix
{
    public const string AbsentKey = "TEST0001.CallAbsent";

    public override FixAllProvider? GetFixAllProvider() => null;

    protected override CodeAction ActionFor(Document document, TextSpan call) => CodeAction.Create(
        "Call another",
        [
            CodeAction.Create("Call 'Absent'", async token => document.WithText(new DoesNotCompileFix().Fix(await document.GetTextAsync(token), [call])), AbsentKey),
            base.ActionFor(document, call),
        ],
        isInlinable: false);
}
