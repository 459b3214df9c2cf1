using PerfAnalyzers.Analysis.Growth;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes what puts each element first in a list so that each moves once.</summary>
internal static class ListShiftRewrite
{
    /// <summary>Adds at the end and reverses after the loop: for a list that nothing else touches until then.</summary>
    public static ImmutableArray<TextChange>? TryReverse(FixRequest request, ListShift shift)
    {
        if (LocalList.Of(shift.List, request.CancellationToken) is not { StartsEmpty: true } list
            || Outermost(shift, list) is not { Parent: BlockSyntax } loop
            || list.IsMentionedInFunction()
            || list.IsSeenAfterFailure(loop))
        {
            return null;
        }

        var edits = new EditList();
        foreach (var reference in list.References)
        {
            if (reference.Syntax.SpanStart >= loop.Span.End)
                continue;

            if (!loop.Span.Contains(reference.Syntax.Span)
                || reference.Parent is not IInvocationOperation { TargetMethod.Name: "Insert", Syntax: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: 2 } arguments } } call
                || call.Instance != reference
                || call.Argument(0)?.ConstantValue is not { HasValue: true, Value: 0 }
                || arguments.Any(a => a.NameColon is not null)
                || Comments.AreIn(arguments[0]))
            {
                return null;
            }

            edits.Replace(access.Name.Span, "Add");
            edits.Delete(TextSpan.FromBounds(arguments[0].SpanStart, arguments[1].SpanStart));
        }

        edits.AddRange(new[] { TextShape.After(loop, list.Local.Name + ".Reverse();", request.Text) });
        return edits.Build();
    }

    /// <summary>The outermost loop that fills the list: what is reversed once for each round of another loop is out of order.</summary>
    private static StatementSyntax? Outermost(ListShift shift, LocalList list) => shift.Loop.Operation.Syntax.AncestorsAndSelf()
        .TakeWhile(n => !n.Span.Contains(list.Declaration.Span))
        .LastOrDefault(n => n is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax) as StatementSyntax;
}
