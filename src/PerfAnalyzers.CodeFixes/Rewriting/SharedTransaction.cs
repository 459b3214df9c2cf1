using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Writes;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A transaction that each round of a loop begins, saves in and commits, and that could hold the changes of all rounds.</summary>
/// <param name="Begin">The statement that begins it.</param>
/// <param name="Save">The statement that saves in it.</param>
/// <param name="Commit">The statement that commits it, right behind the save.</param>
/// <param name="Loop">The statement of the loop.</param>
internal sealed record SharedTransaction(LocalDeclarationStatementSyntax Begin, ExpressionStatementSyntax Save, ExpressionStatementSyntax Commit, StatementSyntax Loop)
{
    /// <summary>Null when a round does anything else with the transaction, or could not be saved together with others.</summary>
    public static SharedTransaction? TryRead(IInvocationOperation begin, FixRequest request)
    {
        if (Iterations.PerElement(begin, request.Compilation) is not { Operation: ILoopOperation { Body.Syntax: BlockSyntax { Statements: { Count: > 3 } statements } body } statement } loop
            || statement.Syntax is not StatementSyntax written
            || statements[0] is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Declaration.Variables.Count: 1 } first || !first.Span.Contains(begin.Syntax.Span)
            || statements[statements.Count - 2] is not ExpressionStatementSyntax save || statements[statements.Count - 1] is not ExpressionStatementSyntax commit
            || request.Model.GetDeclaredSymbol(first.Declaration.Variables[0], request.CancellationToken) is not ILocalSymbol transaction
            || Called(commit, request) is not { TargetMethod.Name: "Commit" or "CommitAsync", Instance: { } committed } end || !committed.ReferencedSymbol().Is(transaction)
            || Called(save, request) is not { } saved || !SaveCall.For(request.Compilation).IsSave(saved)
            || loop.Body.DescendantsAndSelf().Count(o => o is ILocalReferenceOperation { IsDeclaration: false } use && use.Local.Is(transaction)) != 1
            || end.Arguments.Concat(begin.Arguments).Any(a => !Variance.IsInvariantIn(a.Value, loop))
            || begin.Receiver() is not { } context || !Variance.IsInvariantIn(context, loop)
            || !DeferredSave.CanFollow(loop, statement, saved, save, request.Compilation, first, commit))
        {
            return null;
        }

        return new SharedTransaction(first, save, commit, written);
    }

    /// <summary>The edits that put the beginning before the loop, and the end behind it; null where text would be lost.</summary>
    public ImmutableArray<TextChange>? TryWrite(FixRequest request)
    {
        var text = request.Text;
        if (new[] { Save, Commit }.Any(s => s.GetLeadingTrivia().Concat(s.GetTrailingTrivia()).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)) || !TextShape.StartsLine(text, s.SpanStart))
            || Begin.GetLeadingTrivia().Concat(Begin.GetTrailingTrivia()).Any(t => t.IsDirective)
            || LoopHoist.Before(Loop, request.Model) is not { } hoist)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        hoist.Insert(changes, text, Begin.ToFullString().Trim());
        changes.Add(new TextChange(Begin.FullSpan, ""));
        changes.Add(new TextChange(TextSpan.FromBounds(text.Lines.GetLineFromPosition(Save.SpanStart).Start, text.Lines.GetLineFromPosition(Commit.Span.End).EndIncludingLineBreak), ""));
        var line = TextShape.NewLine(text) + TextShape.Indentation(text, Loop.SpanStart);
        changes.Add(new TextChange(new TextSpan(text.Lines.GetLineFromPosition(Loop.Span.End).End, 0), TextShape.NewLine(text) + line + Save + line + Commit));
        return changes.ToImmutable();
    }

    private static IInvocationOperation? Called(ExpressionStatementSyntax statement, FixRequest request)
    {
        var value = statement.Expression is AwaitExpressionSyntax awaited ? awaited.Expression : statement.Expression;
        if (value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Expression: InvocationExpressionSyntax task } })
            value = task;

        return request.Model.GetOperation(value, request.CancellationToken) as IInvocationOperation;
    }
}
