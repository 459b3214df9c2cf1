namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What somebody's own method for many keys gives back.</summary>
internal enum TwinAnswer
{
    /// <summary>It asks for something else, or in words that cannot be compared.</summary>
    Unknown,

    /// <summary>The rows of all keys.</summary>
    Rows,

    /// <summary>A dictionary of them.</summary>
    Dictionary,
}

/// <summary>Proves that a method asks for many keys what another asks for one: both are the same query but for the comparison.</summary>
internal static class BatchTwin
{
    /// <param name="many">The method for many keys.</param>
    /// <param name="one">The method for one.</param>
    public static TwinAnswer Read(MethodDeclarationSyntax many, KeyedQueryMethod one)
    {
        if (one.Query.GivesValues || one.Query.Projection is not null || one.Query.Chain.Parts.Length > 1 || Asked(many) is not { } asked
            || asked.Expression is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax run, Expression: { } chain })
        {
            return TwinAnswer.Unknown;
        }

        var keys = many.ParameterList.Parameters[one.Key.Ordinal].Identifier.Text;
        var expected = SyntaxFactory.ParseExpression(one.QueryIndex.Chain(one.Home.Text, ImmutableArray.Create(keys), one.Query.Column.Row));
        if (Words(chain) != Words(expected))
            return TwinAnswer.Unknown;

        switch (run.Identifier.ValueText)
        {
            case "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync":
                return TwinAnswer.Rows;
            case "ToDictionary" or "ToDictionaryAsync" when one.Index.Form == KeyedForm.Dictionary && ChoosesKey(asked, one):
                return TwinAnswer.Dictionary;
            default:
                return TwinAnswer.Unknown;
        }
    }

    /// <summary>The one call whose answer the method gives back.</summary>
    private static InvocationExpressionSyntax? Asked(MethodDeclarationSyntax many)
    {
        var value = many.ExpressionBody?.Expression
            ?? (many.Body?.Statements is { Count: 1 } statements && statements[0] is ReturnStatementSyntax answer ? answer.Expression : null);
        if (value is AwaitExpressionSyntax awaited)
            value = awaited.Expression;

        if (value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Expression: InvocationExpressionSyntax configured } })
            value = configured;

        return value as InvocationExpressionSyntax;
    }

    private static bool ChoosesKey(InvocationExpressionSyntax asked, KeyedQueryMethod one)
    {
        var functions = asked.ArgumentList.Arguments.Select(a => a.Expression).OfType<LambdaExpressionSyntax>().ToArray();
        return functions.Length == 1
            && functions[0] is SimpleLambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax row } key } function
            && row.Identifier.ValueText == function.Parameter.Identifier.ValueText
            && key.Name.Identifier.ValueText == one.Query.Column.Property.Name;
    }

    /// <summary>The tokens of a query, whatever white space stands between them and however the parameters of its functions are called.</summary>
    private static string Words(SyntaxNode query)
    {
        var parameters = query.DescendantNodes().OfType<SimpleLambdaExpressionSyntax>().Select(l => l.Parameter.Identifier.ValueText).ToImmutableHashSet();
        return string.Join(" ", query.DescendantTokens().Select(t => parameters.Contains(t.ValueText) && !IsMemberName(t) ? "_" : t.Text));
    }

    private static bool IsMemberName(SyntaxToken token) =>
        token.Parent is SimpleNameSyntax name && name.Parent is MemberAccessExpressionSyntax access && access.Name == name;
}
