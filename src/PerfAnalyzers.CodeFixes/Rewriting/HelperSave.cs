using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Writes;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A function that only a loop calls, and whose last step is to save what it has changed: the save can come once, behind the loop.</summary>
/// <param name="Helper">The function, and its call in the loop.</param>
/// <param name="Save">The last statement of the function.</param>
/// <param name="Loop">The statement of the loop.</param>
internal sealed record HelperSave(HelperCall Helper, ExpressionStatementSyntax Save, StatementSyntax Loop)
{
    /// <summary>Null when something would see the difference before the last round is over.</summary>
    public static HelperSave? TryRead(IInvocationOperation call, FixRequest request)
    {
        if (Iterations.PerElement(call, request.Compilation) is not { Operation: ILoopOperation { Syntax: StatementSyntax written } statement } loop
            || !IsLast(call.Syntax, statement)
            || HelperCall.TryFind(call, request) is not { } helper
            || helper.Body.Syntax is not BlockSyntax { Statements: { Count: > 1 } statements }
            || statements[statements.Count - 1] is not ExpressionStatementSyntax save
            || helper.Body.DescendantsAndSelf().OfType<IInvocationOperation>().Where(SaveCall.For(request.Compilation).IsSave).ToArray() is not { Length: 1 } saves
            || !save.Span.Contains(saves[0].Syntax.Span)
            || !helper.Body.Operations.Where(o => o.Syntax != save).SelectMany(o => o.DescendantsAndSelf()).All(o => o == saves[0] || OnlyChanges(o, helper, request.Compilation))
            || !DeferredSave.KeepsChanges(loop, statement, call, request.Compilation)
            || !helper.MeansTheSame(save, written, request))
        {
            return null;
        }

        return new HelperSave(helper, save, written);
    }

    /// <summary>The edits that move the save; null where text would be lost, or the function would still have to be awaited.</summary>
    public ImmutableArray<TextChange>? TryWrite(FixRequest request)
    {
        var text = request.Text;
        if (Save.GetLeadingTrivia().Concat(Save.GetTrailingTrivia()).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia))
            || !TextShape.StartsLine(text, Save.SpanStart) || !TextShape.StartsLine(text, Loop.SpanStart)
            || text.ToString(TextSpan.FromBounds(Loop.Span.End, text.Lines.GetLineFromPosition(Loop.Span.End).End)).Trim() is { Length: > 0 } rest && !rest.StartsWith("//", StringComparison.Ordinal)
            || HelperHeader.Of(Helper, Save) is not { } header
            || (Save.Expression is AwaitExpressionSyntax && !header.Waits && !header.TryStopWaiting(request)))
        {
            return null;
        }

        var first = text.Lines.GetLineFromPosition(Save.SpanStart).LineNumber;
        var from = text.Lines[first - 1].ToString().Trim().Length == 0 ? first - 1 : first;
        var newLine = TextShape.NewLine(text);
        return header.Changes
            .Append(new TextChange(TextSpan.FromBounds(text.Lines[from].Start, text.Lines.GetLineFromPosition(Save.Span.End).EndIncludingLineBreak), ""))
            .Append(new TextChange(new TextSpan(text.Lines.GetLineFromPosition(Loop.Span.End).End, 0), newLine + newLine + TextShape.Indentation(text, Loop.SpanStart) + Save))
            .OrderBy(c => c.Span.Start)
            .ToImmutableArray();
    }

    /// <summary>Whether the call is the last statement of a round.</summary>
    private static bool IsLast(SyntaxNode call, ILoopOperation loop) =>
        call.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax statement
        && (statement == loop.Body.Syntax || (loop.Body.Syntax is BlockSyntax body && body.Statements.Last() == statement));

    /// <summary>Whether a step of the function does no more than to change objects and to tell the context of them.</summary>
    private static bool OnlyChanges(IOperation operation, HelperCall helper, CompilationContext compilation) => operation switch
    {
        IReturnOperation { IsImplicit: false } or IThrowOperation or IUsingOperation or IUsingDeclarationOperation or ITryOperation or ILockOperation or ILoopOperation { LoopKind: LoopKind.While } => false,
        IAnonymousFunctionOperation or ILocalFunctionOperation or IBranchOperation { BranchKind: BranchKind.GoTo } => false,
        ISimpleAssignmentOperation { Target: { } target } when target.ReferencedSymbol() is ILocalSymbol or IFieldSymbol or IParameterSymbol => !IsOutside(target, helper),
        _ => !DeferredSave.MayReachDatabase(operation, compilation),
    };

    private static bool IsOutside(IOperation target, HelperCall helper) =>
        target.ReferencedSymbol() is not { } symbol || !symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == helper.Declaration.SyntaxTree && helper.Declaration.Span.Contains(r.Span));
}
