namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Finds the whole expression that waits for the answer of a query.</summary>
internal static class QueryPlace
{
    /// <param name="query">The query.</param>
    /// <param name="replaced">The call, with the await, ConfigureAwait and parentheses that belong to it.</param>
    /// <param name="configureAwait">The text of <c>.ConfigureAwait(...)</c>, or nothing.</param>
    /// <returns>False when the task is used otherwise than by awaiting it, or when text would be lost.</returns>
    public static bool TryFind(KeyedQuery query, out ExpressionSyntax replaced, out string configureAwait)
    {
        replaced = query.Call;
        configureAwait = "";
        if (LosesText(query))
            return false;

        if (query.IsAsync)
        {
            if (replaced.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } access)
            {
                configureAwait = "." + access.Name + configured.ArgumentList;
                replaced = configured;
            }

            if (replaced.Parent is not AwaitExpressionSyntax awaited)
                return false;

            replaced = awaited;
        }

        while (replaced.Parent is ParenthesizedExpressionSyntax parenthesized)
            replaced = parenthesized;

        return replaced.Parent is not ExpressionStatementSyntax && !DependsOnNull(query.Call);
    }

    /// <summary>A chain after <c>?.</c> cannot be read before the loop as it stands.</summary>
    private static bool DependsOnNull(ExpressionSyntax call) =>
        call.Ancestors().TakeWhile(a => a is ExpressionSyntax).OfType<ConditionalAccessExpressionSyntax>().Any(a => a.WhenNotNull.Span.Contains(call.Span));

    /// <summary>Directives anywhere, or comments between arguments, which have no place in the new text.</summary>
    private static bool LosesText(KeyedQuery query)
    {
        if (query.Call.ContainsDirectives)
            return true;

        foreach (var trivia in query.Call.ArgumentList.DescendantTrivia())
        {
            if ((trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
                && query.Predicate?.Span.Contains(trivia.Span) != true)
            {
                return true;
            }
        }

        return false;
    }
}
