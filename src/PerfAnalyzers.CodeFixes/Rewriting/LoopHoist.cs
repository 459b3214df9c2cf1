using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The place before a loop (or before the statement whose LINQ callbacks are the loop) where new statements can stand,
/// and the edits that put them there. A body without braces gets braces; an expression body becomes a block.
/// </summary>
internal sealed class LoopHoist
{
    private readonly Form form;
    private readonly bool returnsValue;

    private LoopHoist(SyntaxNode place, Form form, bool returnsValue = false)
    {
        Place = place;
        this.form = form;
        this.returnsValue = returnsValue;
    }

    private enum Form
    {
        InList,
        Embedded,
        MemberBody,
        GetterBody,
        LambdaBody,
    }

    /// <summary>What the new statements will stand before: names and usings are judged here.</summary>
    public SyntaxNode Place { get; }

    /// <summary>
    /// The outermost of the iterations around <paramref name="place"/> that <paramref name="stays"/> holds for, without
    /// a gap from the innermost on; null when it does not hold for the innermost one. Ask it whether what is to be
    /// built once has the same value in every round.
    /// </summary>
    public static Iteration? Outermost(IOperation place, CompilationContext compilation, Func<Iteration, bool> stays)
    {
        Iteration? outermost = null;
        foreach (var iteration in Iterations.Around(place, compilation))
        {
            if (!stays(iteration))
                break;

            outermost = iteration;
        }

        return outermost;
    }

    /// <summary>The place before <paramref name="code"/>, a loop or a call that runs callbacks; null when nothing can stand there.</summary>
    public static LoopHoist? Before(SyntaxNode code, SemanticModel model)
    {
        var child = code;
        for (SyntaxNode? node = code; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case QueryClauseSyntax or SelectOrGroupClauseSyntax when node != code && !IsFirstSource(node, child):
                    // Runs once per element of the query: there is no room for a statement.
                    return null;
                case IfStatementSyntax { Parent: ElseClauseSyntax }:
                    continue;
                case StatementSyntax statement:
                    return RunsAgain(statement, child) ? null : BeforeStatement(statement);
                case ArrowExpressionClauseSyntax arrow:
                    return ForArrow(arrow, model);
                case LambdaExpressionSyntax { ExpressionBody: { } body } lambda when body == child:
                    return ForLambda(lambda, body, model);
                case LambdaExpressionSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Adds the edits that make <paramref name="lines"/> run right before the place.</summary>
    public void Insert(ImmutableArray<TextChange>.Builder changes, SourceText text, params string[] lines)
    {
        var newLine = TextShape.NewLine(text);
        switch (form)
        {
            case Form.InList:
                var indentation = TextShape.Indentation(text, Place.SpanStart);
                changes.Add(new TextChange(new TextSpan(Place.SpanStart, 0), string.Concat(lines.Select(l => l + newLine + indentation))));
                break;
            case Form.Embedded:
                AddBraces(changes, text, newLine, lines);
                break;
            default:
                ReplaceExpressionBody(changes, text, newLine, lines);
                break;
        }
    }

    private static bool IsFirstSource(SyntaxNode node, SyntaxNode child) =>
        node is FromClauseSyntax { Parent: QueryExpressionSyntax } from && from.Expression == child;

    /// <summary>Whether a part of a loop header is evaluated in every round, so that a statement before the loop is not before it.</summary>
    private static bool RunsAgain(StatementSyntax statement, SyntaxNode part) => statement switch
    {
        WhileStatementSyntax loop => part == loop.Condition,
        DoStatementSyntax loop => part == loop.Condition,
        ForStatementSyntax loop => part == loop.Condition || loop.Incrementors.Any(i => i == part),
        _ => false,
    };

    private static LoopHoist? BeforeStatement(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax => new LoopHoist(statement, Form.InList),
        // A jump to the label would pass over the new statements.
        LabeledStatementSyntax => null,
        _ when HasCommentBefore(statement.GetFirstToken()) || statement.GetTrailingTrivia().Any(t => t.IsDirective) => null,
        _ => new LoopHoist(statement, Form.Embedded),
    };

    private static LoopHoist? ForArrow(ArrowExpressionClauseSyntax arrow, SemanticModel model)
    {
        if (HasCommentBefore(arrow.ArrowToken) || HasCommentBefore(arrow.Expression.GetFirstToken()) || SemicolonAfter(arrow).IsMissing)
            return null;

        switch (arrow.Parent)
        {
            case PropertyDeclarationSyntax or IndexerDeclarationSyntax:
                return new LoopHoist(arrow.Expression, Form.GetterBody, returnsValue: true);
            case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax:
                return model.GetDeclaredSymbol(arrow.Parent) is IMethodSymbol method
                    ? new LoopHoist(arrow.Expression, Form.MemberBody, ReturnsValue(method))
                    : null;
            default:
                return null;
        }
    }

    private static LoopHoist? ForLambda(LambdaExpressionSyntax lambda, ExpressionSyntax body, SemanticModel model)
    {
        // A lambda that becomes an expression tree has no statements.
        return model.GetTypeInfo(lambda).ConvertedType?.TypeKind == TypeKind.Delegate
            && model.GetSymbolInfo(lambda).Symbol is IMethodSymbol method
            && !HasCommentBefore(body.GetFirstToken())
            ? new LoopHoist(body, Form.LambdaBody, ReturnsValue(method))
            : null;
    }

    private static bool ReturnsValue(IMethodSymbol method) =>
        !method.ReturnsVoid
        && method.MethodKind is not (MethodKind.Constructor or MethodKind.Destructor)
        && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { TypeArguments.IsEmpty: true });

    /// <summary>Whether the white space between two tokens holds anything that an edit would lose.</summary>
    private static bool HasCommentBefore(SyntaxToken token) =>
        token.LeadingTrivia.Concat(token.GetPreviousToken().TrailingTrivia)
            .Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

    private static SyntaxToken SemicolonAfter(ArrowExpressionClauseSyntax arrow) => arrow.Parent switch
    {
        PropertyDeclarationSyntax property => property.SemicolonToken,
        IndexerDeclarationSyntax indexer => indexer.SemicolonToken,
        BaseMethodDeclarationSyntax method => method.SemicolonToken,
        AccessorDeclarationSyntax accessor => accessor.SemicolonToken,
        LocalFunctionStatementSyntax function => function.SemicolonToken,
        _ => default,
    };

    private void AddBraces(ImmutableArray<TextChange>.Builder changes, SourceText text, string newLine, string[] lines)
    {
        // else-if chains share the indentation of their first line, so the keyword before decides.
        var before = Place.GetFirstToken().GetPreviousToken();
        var outer = TextShape.Indentation(text, Place.Parent!.SpanStart);
        var inner = TextShape.StartsLine(text, Place.SpanStart)
            ? TextShape.Indentation(text, Place.SpanStart)
            : TextShape.Deeper(outer);
        var opening = newLine + outer + "{" + newLine + string.Concat(lines.Select(l => inner + l + newLine)) + inner;
        changes.Add(new TextChange(TextSpan.FromBounds(before.Span.End, Place.SpanStart), opening));

        // After a comment that ends the line, which belongs to the statement.
        var end = Place.GetTrailingTrivia().LastOrDefault(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        var position = end == default ? Place.Span.End : end.Span.End;
        changes.Add(new TextChange(new TextSpan(position, 0), newLine + outer + "}"));
    }

    private void ReplaceExpressionBody(ImmutableArray<TextChange>.Builder changes, SourceText text, string newLine, string[] lines)
    {
        var owner = Place.Parent!;
        var indentation = TextShape.Indentation(text, form == Form.LambdaBody ? owner.SpanStart : owner.Parent!.SpanStart);
        var start = form == Form.LambdaBody
            ? ((LambdaExpressionSyntax)owner).ArrowToken.Span.End
            : ((ArrowExpressionClauseSyntax)owner).ArrowToken.GetPreviousToken().Span.End;

        var opening = newLine + indentation + "{" + newLine;
        var closing = newLine + indentation + "}";
        var inner = TextShape.Deeper(indentation);
        if (form == Form.GetterBody)
        {
            opening += inner + "get" + newLine + inner + "{" + newLine;
            closing = newLine + inner + "}" + closing;
            inner = TextShape.Deeper(inner);
        }

        opening += string.Concat(lines.Select(l => inner + l + newLine)) + inner + (returnsValue ? "return " : "");
        Indent(changes, text, inner);
        changes.Add(new TextChange(TextSpan.FromBounds(start, Place.SpanStart), opening));

        var end = form == Form.LambdaBody ? Place.Span.End : SemicolonAfter((ArrowExpressionClauseSyntax)owner).Span.End;
        changes.Add(new TextChange(TextSpan.FromBounds(Place.Span.End, end), ";" + closing));
    }

    /// <summary>Moves the further lines of the expression in by as much as its first line moves; a text that spans lines stays as it is.</summary>
    private void Indent(ImmutableArray<TextChange>.Builder changes, SourceText text, string inner)
    {
        var before = TextShape.Indentation(text, Place.SpanStart);
        if (inner.Length <= before.Length || !inner.StartsWith(before, StringComparison.Ordinal) || Place.ContainsDirectives)
            return;

        var first = text.Lines.GetLineFromPosition(Place.SpanStart).LineNumber;
        var last = text.Lines.GetLineFromPosition(Place.Span.End).LineNumber;
        foreach (var line in text.Lines.Skip(first + 1).Take(last - first))
        {
            if (line.Span.Length > 0 && !IsInText(line.Start) && !changes.Any(c => c.Span.Start < line.Start && line.Start < c.Span.End))
                changes.Add(new TextChange(new TextSpan(line.Start, 0), inner.Substring(before.Length)));
        }
    }

    private bool IsInText(int position) =>
        Place.FindToken(position, findInsideTrivia: false) is var token
        && (token.Span.Contains(position) && token.SpanStart < position || token.Parent?.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>() is { } text && text.SpanStart < position);
}
