using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The text of a query that is composed over locals of a loop: <c>var q = db.Orders.Where(...);</c> and then
/// <c>q.ToListAsync()</c>. The parts in order make the whole chain; the declarations go away with it.
/// </summary>
/// <param name="Parts">The pieces of text, first the one that the chain starts with.</param>
/// <param name="Declarations">The statements that held the pieces.</param>
/// <param name="Start">What the first piece starts with.</param>
internal sealed record ComposedChain(ImmutableArray<TextSpan> Parts, ImmutableArray<LocalDeclarationStatementSyntax> Declarations, IOperation Start)
{
    /// <summary>The text that goes away with the declarations. A comment before one stays, as it mostly speaks of what follows as well.</summary>
    public IEnumerable<TextSpan> Gone => Declarations.Select(d => d.GetLeadingTrivia().All(IsBlank) ? d.FullSpan : TextSpan.FromBounds(d.GetLeadingTrivia().Last(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).Span.End, d.FullSpan.End));

    /// <summary>The chain of a call that is not composed.</summary>
    public static ComposedChain Of(IInvocationOperation call) =>
        new(ImmutableArray.Create(UpToRun(call)), ImmutableArray<LocalDeclarationStatementSyntax>.Empty, call.Instance ?? call);

    /// <summary>Null when a piece is used elsewhere too, or set more than once.</summary>
    public static ComposedChain? TryRead(IInvocationOperation call, Iteration loop)
    {
        var parts = new List<TextSpan> { UpToRun(call) };
        var declarations = ImmutableArray.CreateBuilder<LocalDeclarationStatementSyntax>();
        var facts = LoopFacts.Of(loop);
        var start = StartOf(call);
        while (start is ILocalReferenceOperation local && facts.Declares(local.Local))
        {
            if (LocalValues.SetOnce(local) is not { } value || DeclarationOf(local, loop) is not { } declaration)
                return null;

            parts[0] = TextSpan.FromBounds(local.Syntax.Span.End, parts[0].End);
            parts.Insert(0, value.Syntax.Span);
            declarations.Add(declaration);
            start = StartOf(value.Unwrap());
        }

        return start is ILocalReferenceOperation outer && facts.Writes(outer.Local)
            ? null
            : new ComposedChain(parts.ToImmutableArray(), declarations.ToImmutable(), start);
    }

    /// <summary>Whether an operator stands in one of the pieces.</summary>
    public bool Applies(SyntaxNode applied) => Parts.Any(p => p.Start < applied.Span.End && applied.Span.End <= p.End);

    private static TextSpan UpToRun(IInvocationOperation call)
    {
        var access = (MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call.Syntax).Expression;
        return TextSpan.FromBounds(call.Syntax.SpanStart, access.OperatorToken.SpanStart);
    }

    private static IOperation StartOf(IOperation value)
    {
        while (value is IInvocationOperation { TargetMethod.IsExtensionMethod: true } operation && operation.Receiver() is { } receiver)
            value = receiver.Unwrap();

        return value;
    }

    private static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>Whether it stands on a line of its own, which can go without the comment.</summary>
    private static bool IsLineOfComment(SyntaxTrivia trivia, SyntaxTriviaList all) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && all.Any(t => t.IsKind(SyntaxKind.EndOfLineTrivia) && t.SpanStart >= trivia.Span.End);

    /// <summary>The statement that declares only this local, which nothing else reads, and that has no comment to lose.</summary>
    private static LocalDeclarationStatementSyntax? DeclarationOf(ILocalReferenceOperation local, Iteration loop)
    {
        var uses = loop.Body.DescendantsAndSelf().Count(o => o is ILocalReferenceOperation other && other.Local.Is(local.Local));
        return uses == 1
            && local.Local.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).FirstOrDefault() is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax } statement }
            && statement.GetLeadingTrivia().All(t => IsBlank(t) || IsLineOfComment(t, statement.GetLeadingTrivia()))
            && statement.GetTrailingTrivia().All(IsBlank)
            ? statement
            : null;
    }
}
