using PerfAnalyzers.Analysis;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The statements that load what a cache does not have, and how to put them behind a gate with a second question to the cache.</summary>
/// <param name="Statements">What runs on a miss.</param>
/// <param name="Again">The statement that asks once more, before the test; empty where the test itself asks.</param>
/// <param name="Test">The test, with nothing declared in it.</param>
/// <param name="IsReturn">Whether the test is that of a hit, which returns, so that the statements stand behind it.</param>
/// <param name="Hit">What is returned on a hit, as a statement.</param>
/// <param name="Text">The text of the file.</param>
internal sealed record GuardedMiss(ImmutableArray<StatementSyntax> Statements, string Again, string Test, bool IsReturn, string Hit, SourceText Text)
{
    /// <summary>Null where the code has another form than one test for a miss around all, or one for a hit before all.</summary>
    public static GuardedMiss? Of(IInvocationOperation read, SyntaxNode write, MethodDeclarationSyntax method, FixRequest request)
    {
        var text = request.Text;
        if (read.Syntax.FirstAncestorOrSelf<IfStatementSyntax>() is { } asking && asking.Condition.Span.Contains(read.Syntax.Span))
            return Of(asking, "", write, method, text);

        // var known = await cache.GetStringAsync(key); if (known is null) ...
        if (read.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } declared, Parent: BlockSyntax block } declaration
            || declared[0].Initializer is not { Value: { } value }
            || block.Statements.ElementAtOrDefault(block.Statements.IndexOf(declaration) + 1) is not IfStatementSyntax test
            || !test.Condition.DescendantTokens().Any(t => t.ValueText == declared[0].Identifier.ValueText)
            || value.DescendantNodesAndSelf().Any(n => n is DeclarationExpressionSyntax))
        {
            return null;
        }

        return Of(test, $"{declared[0].Identifier.ValueText} = {value};", write, method, text);
    }

    private static GuardedMiss? Of(IfStatementSyntax test, string again, SyntaxNode write, MethodDeclarationSyntax method, SourceText text)
    {
        if (test.Else is not null || !TextShape.StartsLine(text, test.SpanStart) || Undeclared(test.Condition) is not { } condition)
            return null;

        if (test.Statement is BlockSyntax inside && inside.Span.Contains(write.Span))
            return Fits(inside.Statements, text) ? new GuardedMiss(inside.Statements.ToImmutableArray(), again, condition, IsReturn: false, "", text) : null;

        var hit = test.Statement is BlockSyntax { Statements: { Count: 1 } only } ? only[0] : test.Statement;
        if (hit is not ReturnStatementSyntax || test.Parent != method.Body || method.Body is not { } body)
            return null;

        var rest = body.Statements.Skip(body.Statements.IndexOf(test) + 1).ToImmutableArray();
        return rest.Any(s => s.Span.Contains(write.Span)) && Fits(rest, text) ? new GuardedMiss(rest, again, condition, IsReturn: true, hit.ToString(), text) : null;
    }

    /// <summary>A condition that names the variable that the first one has declared; null where that cannot be written.</summary>
    private static string? Undeclared(ExpressionSyntax condition)
    {
        var written = condition.ToString();
        foreach (var declaration in condition.DescendantNodes().OfType<DeclarationExpressionSyntax>().Reverse())
        {
            if (declaration.Designation is not SingleVariableDesignationSyntax { Identifier.ValueText: var name })
                return null;

            written = written.Remove(declaration.SpanStart - condition.SpanStart, declaration.Span.Length).Insert(declaration.SpanStart - condition.SpanStart, name);
        }

        return condition.DescendantNodes().Any(n => n is PatternSyntax and not (ConstantPatternSyntax or UnaryPatternSyntax)) ? null : written;
    }

    /// <summary>Whether lines can be moved to the right: none of them is part of a text, none belongs to the preprocessor.</summary>
    private static bool Fits(IReadOnlyList<StatementSyntax> statements, SourceText text) =>
        statements.Count > 0
        && statements.All(s => TextShape.StartsLine(text, s.SpanStart) && !s.ContainsDirectives)
        && !statements.SelectMany(s => s.DescendantTokens()).Any(t =>
            (t.IsKind(SyntaxKind.StringLiteralToken) || t.IsKind(SyntaxKind.InterpolatedStringTextToken) || t.Text.StartsWith("\"\"\"", StringComparison.Ordinal)) && t.Text.Contains("\n"));

    /// <summary>The edits that put the statements behind a gate.</summary>
    /// <param name="gate">The name of the gate.</param>
    /// <param name="token">What makes a caller give up; empty where there is none.</param>
    public IEnumerable<TextChange> Edits(string gate, string token)
    {
        var newLine = TextShape.NewLine(Text);
        var indentation = TextShape.Indentation(Text, Statements[0].SpanStart);
        var deeper = TextShape.Deeper(indentation);
        var head = $"await {gate}.WaitAsync({token});" + newLine + indentation + "try" + newLine + indentation + "{" + newLine
            + (Again.Length > 0 ? deeper + Again + newLine : "");
        head += IsReturn
            ? deeper + $"if ({Test})" + newLine + TextShape.Deeper(deeper) + Hit + newLine + newLine + indentation
            : deeper + $"if ({Test})" + newLine + deeper + "{" + newLine + indentation;
        var step = IsReturn ? deeper : TextShape.Deeper(deeper);
        var more = step.Substring(indentation.Length);

        var first = Text.Lines.GetLineFromPosition(FirstPosition());
        var last = Statements[Statements.Length - 1];
        yield return new TextChange(new TextSpan(first.Start + indentation.Length, 0), head + more);
        for (var number = first.LineNumber + 1; number <= Text.Lines.GetLineFromPosition(last.Span.End).LineNumber; number++)
        {
            var line = Text.Lines[number];
            if (Text.ToString(line.Span).Trim().Length > 0)
                yield return new TextChange(new TextSpan(line.Start, 0), more);
        }

        yield return new TextChange(
            new TextSpan(Text.Lines.GetLineFromPosition(last.Span.End).End, 0),
            (IsReturn ? "" : newLine + deeper + "}") + newLine + indentation + "}" + newLine + indentation + "finally" + newLine + indentation + "{" + newLine + deeper + gate + ".Release();" + newLine + indentation + "}");
    }

    /// <summary>Where the first statement begins, with the comments that belong to it.</summary>
    private int FirstPosition()
    {
        var comment = Statements[0].GetLeadingTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return comment == default ? Statements[0].SpanStart : comment.SpanStart;
    }
}
