namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The whole expression that waits for the answer of a query.</summary>
/// <param name="Replaced">The call, with the await, ConfigureAwait and parentheses that belong to it.</param>
/// <param name="ConfigureAwait">The text of <c>.ConfigureAwait(...)</c>, or nothing.</param>
internal sealed record QueryPlace(ExpressionSyntax Replaced, string ConfigureAwait)
{
    /// <param name="call">The query.</param>
    /// <param name="isAsync">Whether it gives a task.</param>
    /// <param name="kept">A part of its arguments that is kept, with its comments.</param>
    /// <param name="mayBeReturned">Whether a task that is returned as it is will be awaited in its new place.</param>
    /// <returns>Null when the task is used otherwise than by awaiting it, or when text would be lost.</returns>
    public static QueryPlace? TryFind(InvocationExpressionSyntax call, bool isAsync, SyntaxNode? kept = null, bool mayBeReturned = false)
    {
        ExpressionSyntax replaced = call;
        var configureAwait = "";
        if (LosesText(call, kept))
            return null;

        if (isAsync)
        {
            if (replaced.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } access)
            {
                configureAwait = "." + access.Name + configured.ArgumentList;
                replaced = configured;
            }

            if (replaced.Parent is AwaitExpressionSyntax awaited)
                replaced = awaited;
            else if (!mayBeReturned || replaced.Parent is not (ReturnStatementSyntax or ArrowExpressionClauseSyntax))
                return null;
        }

        while (replaced.Parent is ParenthesizedExpressionSyntax parenthesized)
            replaced = parenthesized;

        return replaced.Parent is not ExpressionStatementSyntax && !DependsOnNull(call) ? new QueryPlace(replaced, configureAwait) : null;
    }

    /// <summary>A chain after <c>?.</c> cannot be read before the loop as it stands.</summary>
    private static bool DependsOnNull(ExpressionSyntax call) =>
        call.Ancestors().TakeWhile(a => a is ExpressionSyntax).OfType<ConditionalAccessExpressionSyntax>().Any(a => a.WhenNotNull.Span.Contains(call.Span));

    /// <summary>Directives anywhere, or comments between arguments, which have no place in the new text.</summary>
    private static bool LosesText(InvocationExpressionSyntax call, SyntaxNode? kept)
    {
        if (call.ContainsDirectives)
            return true;

        foreach (var trivia in call.ArgumentList.DescendantTrivia())
        {
            if ((trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
                && kept?.Span.Contains(trivia.Span) != true)
            {
                return true;
            }
        }

        return false;
    }
}
