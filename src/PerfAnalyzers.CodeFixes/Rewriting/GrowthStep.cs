using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What a loop does in one place to make a collection longer: what comes in at the end, and the text that says so.</summary>
/// <param name="Kind">What the collection is copied into.</param>
/// <param name="Replaced">The expression that goes.</param>
/// <param name="Removed">The text of a second statement, which goes as well.</param>
/// <param name="Added">What comes in, each with whether it is a sequence.</param>
/// <param name="Statement">The first statement of it.</param>
internal sealed record GrowthStep(CopyKind Kind, TextSpan Replaced, TextSpan Removed, ImmutableArray<(ExpressionSyntax Value, bool IsMany)> Added, ExpressionStatementSyntax Statement)
{
    /// <summary>Reads the statement around a mention of the collection; null when it does anything else.</summary>
    public static GrowthStep? Around(IOperation reference, ILocalSymbol collection, FixRequest request)
    {
        if (reference.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax statement)
            return null;

        var step = statement.Expression switch
        {
            InvocationExpressionSyntax call => AfterResize(statement, call, collection, request),
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax } when Before(statement) is { Expression: InvocationExpressionSyntax call } before => AfterResize(before, call, collection, request),
            AssignmentExpressionSyntax assignment => OfAssignment(statement, assignment, collection, request),
            _ => null,
        };
        return step is not null && !(step.ComesInSteps && IsTried(statement, collection)) && !step.Added.Any(a => a.Value.DescendantNodesAndSelf().Any(n => n is IdentifierNameSyntax name && name.Identifier.ValueText == collection.Name)) ? step : null;
    }

    /// <summary>Whether a failure in the middle leaves some of it added, where all or nothing was before.</summary>
    private bool ComesInSteps => Added.Length != 1 || Added[0].IsMany || !Removed.IsEmpty;

    /// <summary>Whether somebody who sees the collection may go on after a failure.</summary>
    private static bool IsTried(SyntaxNode statement, ILocalSymbol collection)
    {
        var home = collection.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<BlockSyntax>();
        return statement.Ancestors().TakeWhile(a => a != home).Any(a => a is TryStatementSyntax);
    }

    private static GrowthStep? OfAssignment(ExpressionStatementSyntax statement, AssignmentExpressionSyntax assignment, ILocalSymbol collection, FixRequest request)
    {
        if (Comments.AreIn(assignment)
            || request.Model.GetOperation(assignment, request.CancellationToken) is not { } operation
            || CollectionGrowth.Read(operation, request.Compilation) is not { } growth
            || growth.Kind == CopyKind.Sequence
            || !growth.Target.ReferencedSymbol().Is(collection))
        {
            return null;
        }

        if (growth.Kind != CopyKind.Spread)
            return growth.Added?.Syntax is ExpressionSyntax added ? new GrowthStep(growth.Kind, assignment.Span, default, ImmutableArray.Create((added, growth.AddsMany)), statement) : null;

        var elements = assignment.Right.ChildNodes().Skip(1).Select(e => (Value: e.ChildNodes().FirstOrDefault() as ExpressionSyntax, IsMany: LiteralSyntax.IsSpread(e))).ToList();
        return elements.All(e => e.Value is not null) && (elements.Count == 1 || statement.Parent is BlockSyntax)
            ? new GrowthStep(growth.Kind, assignment.Span, default, elements.Select(e => (e.Value!, e.IsMany)).ToImmutableArray(), statement)
            : null;
    }

    /// <summary><c>Array.Resize(ref items, items.Length + 1); items[^1] = x;</c></summary>
    private static GrowthStep? AfterResize(ExpressionStatementSyntax statement, InvocationExpressionSyntax call, ILocalSymbol collection, FixRequest request)
    {
        var name = collection.Name;
        return After(statement) is { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: ElementAccessExpressionSyntax last } assignment } next
            && request.Model.GetOperation(call, request.CancellationToken) is { } resize
            && CollectionGrowth.Read(resize, request.Compilation) is { } growth && growth.Target.ReferencedSymbol().Is(collection)
            && call.ArgumentList.Arguments[1].ToString() == name + ".Length + 1"
            && last.ToString() is var place && (place == name + "[^1]" || place == name + "[" + name + ".Length - 1]")
            && !Comments.AreIn(call) && !Comments.AreIn(next) && Line(next, request.Text) is { } removed
                ? new GrowthStep(CopyKind.Array, call.Span, removed, ImmutableArray.Create((assignment.Right, false)), statement)
                : null;
    }

    /// <summary>Whether the step says everything that a mention stands in.</summary>
    public bool Covers(TextSpan mention) => Replaced.Contains(mention) || Removed.Contains(mention);

    /// <summary>A statement with its line, or with what parts it from the one before; null where a comment would go with it.</summary>
    private static TextSpan? Line(StatementSyntax statement, SourceText text)
    {
        var before = statement.GetFirstToken().GetPreviousToken();
        if (statement.GetLeadingTrivia().Any(IsComment))
            return null;

        if (!TextShape.StartsLine(text, statement.SpanStart))
            return before.TrailingTrivia.Any(IsComment) ? null : TextSpan.FromBounds(before.Span.End, statement.Span.End);

        return statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) && !statement.GetTrailingTrivia().Any(IsComment) ? TextSpan.FromBounds(text.Lines.GetLineFromPosition(statement.SpanStart).Start, statement.FullSpan.End) : null;
    }

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static ExpressionStatementSyntax? After(StatementSyntax statement) => Beside(statement, 1);

    private static ExpressionStatementSyntax? Before(StatementSyntax statement) => Beside(statement, -1);

    private static ExpressionStatementSyntax? Beside(StatementSyntax statement, int step) =>
        statement.Parent is BlockSyntax { Statements: var statements } && statements.IndexOf(statement) + step is var place && place >= 0 && place < statements.Count ? statements[place] as ExpressionStatementSyntax : null;

    /// <summary>The edits that make it add to a growing list or builder.</summary>
    public IEnumerable<TextChange> Write(string growing, SourceText text)
    {
        var line = TextShape.Lines(text, Statement.SpanStart).Same;
        var calls = string.Join(";" + line, Added.Select(a => growing + (a.IsMany ? ".AddRange(" : ".Add(") + a.Value + ")"));
        return Removed.IsEmpty ? new[] { new TextChange(Replaced, calls) } : new[] { new TextChange(Replaced, calls), new TextChange(Removed, "") };
    }
}
