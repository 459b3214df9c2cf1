namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Keeps what people wrote when the code around it goes.</summary>
internal static class Comments
{
    /// <summary>The comments in a replaced piece of text that are in none of the parts that stay, each with a new line after it.</summary>
    /// <param name="replaced">The text that goes; new text begins where it begins.</param>
    /// <param name="within">A node around it.</param>
    /// <param name="text">The text of the file.</param>
    /// <param name="kept">The parts that are written anew with their comments.</param>
    public static string Outside(TextSpan replaced, SyntaxNode within, SourceText text, params TextSpan[] kept)
    {
        var lineEnd = TextShape.NewLine(text) + TextShape.Indentation(text, replaced.Start);
        return string.Concat(within.DescendantTrivia()
            .Where(t => replaced.Contains(t.Span) && !kept.Any(k => k.Contains(t.Span)))
            .Select(t => t.ToString().Trim())
            .Where(t => t.Length > 0)
            .Select(t => t + lineEnd));
    }

    /// <summary>Whether text that goes holds a comment or directive.</summary>
    public static bool AreIn(SyntaxNode replaced) => replaced.DescendantTrivia().Any(t =>
        replaced.Span.Contains(t.Span) && (t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia));
}
