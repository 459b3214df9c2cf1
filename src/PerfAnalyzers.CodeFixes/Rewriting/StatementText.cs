using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The text of a statement of SQL, and where it can be changed for one call.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Written">The expression that it is written as.</param>
/// <param name="Field">The name that the call has for it, which other calls may have too: the changed text takes its place. Null where nobody else reads the text.</param>
internal sealed record StatementText(string Sql, ExpressionSyntax Written, ExpressionSyntax? Field)
{
    /// <summary>Null where the statement is not written out in the call, in a local that only the call reads, or in a constant field.</summary>
    /// <param name="statement">What the call is handed.</param>
    /// <param name="loop">The loop around the call.</param>
    /// <param name="isCopied">Whether all of the loop is copied before it is changed, so that a local within it can be too.</param>
    public static StatementText? TryRead(IOperation statement, Iteration loop, bool isCopied)
    {
        var value = statement.Unwrap();
        if (value is IFieldReferenceOperation { Field: { } field, Syntax: ExpressionSyntax named })
            return Initializer(field) is { } given && Joined(given) is { } joined ? new StatementText(joined, given, named) : null;

        if (value is ILocalReferenceOperation local)
        {
            var uses = LocalValues.Root(statement).DescendantsAndSelf().Count(o => o is ILocalReferenceOperation { IsDeclaration: false } other && other.Local.Is(local.Local));
            if (uses > 1 || (LoopFacts.Of(loop).Declares(local.Local) && !isCopied) || LocalValues.SetOnce(local) is not { } set)
                return null;

            value = set;
        }

        return value is { ConstantValue: { HasValue: true, Value: string sql }, Syntax: ExpressionSyntax written } ? new StatementText(sql, written, null) : null;
    }

    /// <summary>The edit that compares the column with many keys; null where the comparison is not written in one piece.</summary>
    public TextChange? Change(KeyedSql sql, string isOneOf)
    {
        var places = Written.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(l => sql.ComparisonIn(l.Token.Text) is not null).ToArray();
        if (places.Length != 1)
            return null;

        var (literal, comparison) = (places[0], sql.ComparisonIn(places[0].Token.Text)!.Value);
        var span = new TextSpan(literal.SpanStart + comparison.Start, comparison.Length);
        return Field is null
            ? new TextChange(span, isOneOf)
            : new TextChange(Field.Span, Written.ToString().Remove(span.Start - Written.SpanStart, span.Length).Insert(span.Start - Written.SpanStart, isOneOf));
    }

    /// <summary>What a field holds always; null where that may be something else one day.</summary>
    private static ExpressionSyntax? Initializer(IFieldSymbol field) =>
        (field.IsConst || (field is { IsStatic: true, IsReadOnly: true } && field.ContainingType.StaticConstructors.All(c => c.IsImplicitlyDeclared)))
        && field.DeclaringSyntaxReferences is { Length: 1 } declared && declared[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? value
            : null;

    /// <summary>The text of literals, which say the same everywhere.</summary>
    private static string? Joined(ExpressionSyntax written) => written switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        ParenthesizedExpressionSyntax inner => Joined(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when Joined(sum.Left) is { } left && Joined(sum.Right) is { } right => left + right,
        _ => null,
    };
}
