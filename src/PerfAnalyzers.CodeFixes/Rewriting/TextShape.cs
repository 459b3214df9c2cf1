namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How a file writes its lines, so that new text looks like the text around it.</summary>
internal static class TextShape
{
    /// <summary>The line ending that the file uses.</summary>
    public static string NewLine(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.EndIncludingLineBreak > line.End)
                return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        }

        return "\n";
    }

    /// <summary>The white space that the line of <paramref name="position"/> starts with.</summary>
    public static string Indentation(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && text[end] is ' ' or '\t')
            end++;

        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>One level deeper than <paramref name="indentation"/>, with tabs where the file has tabs.</summary>
    public static string Deeper(string indentation) =>
        indentation.IndexOf('\t') >= 0 ? indentation + "\t" : indentation + "    ";

    /// <summary>What separates new statements from a statement: line breaks, unless it shares its line with others.</summary>
    public static (string Same, string Deeper) Lines(SourceText text, int statement)
    {
        if (!StartsLine(text, statement))
            return (" ", " ");

        var same = NewLine(text) + Indentation(text, statement);
        return (same, Deeper(same));
    }

    /// <summary>Whether only white space stands before <paramref name="position"/> on its line.</summary>
    public static bool StartsLine(SourceText text, int position)
    {
        for (var at = text.Lines.GetLineFromPosition(position).Start; at < position; at++)
        {
            if (!char.IsWhiteSpace(text[at]))
                return false;
        }

        return true;
    }

    /// <summary>
    /// A place with the white space before it and the line break after it, where nothing else stands on its lines, and with the empty line that
    /// follows; of lines that it shares with others the place itself and the white space after it.
    /// </summary>
    public static TextSpan WholeLines(SourceText text, TextSpan span)
    {
        var last = text.Lines.GetLineFromPosition(span.End);
        if (!StartsLine(text, span.Start) || text.ToString(TextSpan.FromBounds(span.End, last.End)).Trim().Length > 0)
        {
            var after = span.End;
            while (after < last.End && char.IsWhiteSpace(text[after]))
                after++;

            return TextSpan.FromBounds(span.Start, after);
        }

        var end = last.EndIncludingLineBreak;
        if (last.LineNumber + 1 < text.Lines.Count && text.ToString(text.Lines[last.LineNumber + 1].Span).Trim().Length == 0)
            end = text.Lines[last.LineNumber + 1].EndIncludingLineBreak;

        return TextSpan.FromBounds(text.Lines.GetLineFromPosition(span.Start).Start, end);
    }

    /// <summary>The edit that puts a line behind a statement, and behind a comment that ends the line of the statement.</summary>
    public static TextChange After(StatementSyntax statement, string line, SourceText text)
    {
        var comment = statement.GetTrailingTrivia().LastOrDefault(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        var position = comment == default ? statement.Span.End : comment.Span.End;
        return new TextChange(new TextSpan(position, 0), NewLine(text) + Indentation(text, statement.SpanStart) + line);
    }

    /// <summary>A statement with one statement in it, in place of another: in braces where the file writes such statements with braces.</summary>
    /// <param name="replaced">The statement that it stands for.</param>
    /// <param name="head">The outer statement up to its body.</param>
    /// <param name="body">The inner statement.</param>
    /// <param name="text">The text of the file.</param>
    public static string Nested(StatementSyntax replaced, string head, string body, SourceText text)
    {
        var (same, deeper) = Lines(text, replaced.SpanStart);
        return HasBraces(replaced.SyntaxTree.GetRoot()) ? head + same + "{" + deeper + body + same + "}" : head + deeper + body;
    }

    /// <summary>Whether a file puts single statements in braces.</summary>
    private static bool HasBraces(SyntaxNode root)
    {
        var bodies = root.DescendantNodes().Select(n => n switch
        {
            IfStatementSyntax test => test.Statement,
            CommonForEachStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            _ => null,
        }).Where(b => b is not null).ToList();
        return bodies.Any(b => b is BlockSyntax { Statements.Count: 1 }) && bodies.All(b => b is BlockSyntax);
    }
}
