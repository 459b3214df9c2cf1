using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes <c>from a in x from b in y where b.Id == a.Id</c> as <c>from a in x join b in y on a.Id equals b.Id</c>, which gives the same pairs in the same order.</summary>
internal sealed class QueryJoinRewrite
{
    private readonly FixRequest request;
    private readonly FromClauseSyntax clause;
    private readonly WhereClauseSyntax where;

    private QueryJoinRewrite(FixRequest request, FromClauseSyntax clause, WhereClauseSyntax where)
    {
        this.request = request;
        this.clause = clause;
        this.where = where;
    }

    /// <summary>The edits, or null when a join could give other pairs.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, FromClauseSyntax clause) =>
        clause is { Type: null, Parent: QueryBodySyntax body }
        && body.Clauses.IndexOf(clause) + 1 is var next and > 0 && next < body.Clauses.Count
        && body.Clauses[next] is WhereClauseSyntax where
            ? new QueryJoinRewrite(request, clause, where).Write()
            : null;

    private ImmutableArray<TextChange>? Write()
    {
        var parts = Parts(where.Condition).ToList();
        if (!IsSteadySource()
            || Comments.AreIn(clause) || Comments.AreIn(where) || WhereAlone() is not { } alone
            || request.Model.GetOperation(clause.FirstAncestorOrSelf<QueryExpressionSyntax>()!, request.CancellationToken) is not { } query
            || !PlainFunction.IsUsedAtOnce(query, request.Compilation)
            || Keys(parts[0]) is not var (key, sought))
        {
            return null;
        }

        var edits = new EditList();
        edits.Replace(clause.FromKeyword.Span, "join");
        edits.Insert(clause.Span.End, $" on {sought} equals {key}");
        if (parts.Count == 1)
            edits.Delete(alone);
        else
            edits.Delete(TextSpan.FromBounds(where.Condition.SpanStart, parts[1].SpanStart));

        return edits.Build();
    }

    /// <summary>Whether the second collection is there, the same for each element of the first.</summary>
    private bool IsSteadySource()
    {
        if (request.Model.GetOperation(clause.Expression, request.CancellationToken) is not { } collection)
            return false;

        var root = ScannedCollection.Root(collection, request.Compilation);
        return collection.Unwrap() == root && IndexKey.IsSteady(root) && CollectionUse.Of(root, request.Compilation)?.IsMaterialised(ScanCosts.For(request.Compilation)) == true;
    }

    /// <summary>What goes with the condition: its line, or what is before it on a shared one; null where a comment would go with it.</summary>
    private TextSpan? WhereAlone()
    {
        var line = request.Text.Lines.GetLineFromPosition(where.SpanStart);
        if (TextShape.StartsLine(request.Text, where.SpanStart) && where.GetTrailingTrivia() is var after && after.Any(SyntaxKind.EndOfLineTrivia) && line.Span.Contains(where.Span))
            return after.All(t => t.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia) && !where.GetLeadingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia)) ? line.SpanIncludingLineBreak : null;

        return clause.GetTrailingTrivia().Concat(where.GetLeadingTrivia()).All(t => t.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia) ? TextSpan.FromBounds(clause.Span.End, where.Span.End) : null;
    }

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax condition) =>
        condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both ? Parts(both.Left).Append(both.Right) : new[] { condition };

    /// <summary>The two sides of the comparison, that of the second collection first; a join pairs nothing that is null.</summary>
    private (ExpressionSyntax Key, ExpressionSyntax Sought)? Keys(ExpressionSyntax test)
    {
        if (test is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality
            || Variable(equality.Left) is not { } left
            || Variable(equality.Right) is not { } right
            || request.Model.GetTypeInfo(equality.Left, request.CancellationToken).Type is not { } type
            || !type.Is(request.Model.GetTypeInfo(equality.Right, request.CancellationToken).Type)
            || KeyTypes.IsNullable(type) || !KeyComparison.AgreesInMemory(type))
        {
            return null;
        }

        var name = clause.Identifier.ValueText;
        return left == name && right != name ? (equality.Left, equality.Right) : right == name && left != name ? (equality.Right, equality.Left) : null;
    }

    /// <summary>The variable of the query of which one side reads a plain member that is never null.</summary>
    private string? Variable(ExpressionSyntax side) =>
        side is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax variable }
        && request.Model.GetSymbolInfo(variable, request.CancellationToken).Symbol is IRangeVariableSymbol
        && request.Model.GetSymbolInfo(side, request.CancellationToken).Symbol switch
        {
            IPropertySymbol property => IndexKey.IsPlain(property) && (property.Type.IsValueType || property.NullableAnnotation == NullableAnnotation.NotAnnotated),
            IFieldSymbol field => field.Type.IsValueType || field.NullableAnnotation == NullableAnnotation.NotAnnotated,
            _ => false,
        }
            ? variable.Identifier.ValueText
            : null;
}
