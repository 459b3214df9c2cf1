namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes the text of an async method that is put beside a synchronous one.</summary>
internal static class AsyncTwinText
{
    /// <summary>Where the new method begins: after the old one, and after what is noted on its last line.</summary>
    public static int Position(AsyncDeclaration beside)
    {
        var end = beside.Node.Span.End;
        return EndsLine(beside.Request.Text, end) ? beside.Request.Text.Lines.GetLineFromPosition(end).End : end;
    }

    /// <summary>The same method with its edits made.</summary>
    public static Func<ImmutableArray<TextChange>, string> Copy(AsyncDeclaration declaration, AsyncFamily family, ImmutableArray<TextChange> changes) => mentions =>
    {
        var edits = new EditList();
        edits.AddRange(changes);
        DropModifiers(edits, declaration, family);
        return Around(declaration, Text(declaration, edits.Build() ?? changes, mentions));
    };

    /// <summary>A method that has nothing to await itself and calls the old one.</summary>
    public static Func<ImmutableArray<TextChange>, string> Delegating(AsyncDeclaration declaration, AsyncFamily family, string task) => mentions =>
    {
        var method = (MethodDeclarationSyntax)declaration.Node;
        var edits = new EditList();
        DropModifiers(edits, declaration, family);
        AsyncSignature.WriteHead(edits, declaration, family, task, isAsync: false);

        var newLine = TextShape.NewLine(declaration.Request.Text);
        var outer = newLine + TextShape.Indentation(declaration.Request.Text, method.SpanStart);
        var inner = TextShape.Deeper(outer);
        var call = $"{method.Identifier}{method.TypeParameterList?.ToString().Replace("in ", "").Replace("out ", "")}({string.Join(", ", method.ParameterList.Parameters.Select(p => p.Identifier.ToString()))})";
        var body = method.Body ?? (SyntaxNode)method.ExpressionBody!;
        edits.Replace(
            TextSpan.FromBounds(body.GetFirstToken().GetPreviousToken().Span.End, method.Span.End),
            declaration.Symbol.ReturnsVoid
                ? outer + "{" + inner + call + ";" + inner + $"return {task}.CompletedTask;" + outer + "}"
                : $" => {task}.FromResult({call});");
        return Around(declaration, Text(declaration, edits.Build()!.Value, mentions));
    };

    private static string Around(AsyncDeclaration beside, string member)
    {
        var text = beside.Request.Text;
        var newLine = TextShape.NewLine(text);
        var indentation = TextShape.Indentation(text, beside.Node.SpanStart);
        return EndsLine(text, beside.Node.Span.End)
            ? (IsSetOff(beside.Node, text) ? newLine : "") + newLine + indentation + member
            : " " + member;
    }

    /// <summary>Whether members of the type have an empty line between them.</summary>
    private static bool IsSetOff(SyntaxNode member, SourceText text)
    {
        if (member.Parent is not TypeDeclarationSyntax { Members: { Count: > 1 } members })
            return member.Parent is not InterfaceDeclarationSyntax;

        var index = members.IndexOf((MemberDeclarationSyntax)member);
        var next = index + 1 < members.Count ? index + 1 : index;
        var between = TextSpan.FromBounds(members[next - 1].Span.End, members[next].SpanStart);
        var lines = text.Lines.GetLinePositionSpan(between);
        return Enumerable.Range(lines.Start.Line + 1, Math.Max(0, lines.End.Line - lines.Start.Line - 1)).Any(l => text.ToString(text.Lines[l].Span).Trim().Length == 0);
    }

    private static void DropModifiers(EditList edits, AsyncDeclaration declaration, AsyncFamily family)
    {
        if (declaration.Node is not MethodDeclarationSyntax method)
            return;

        if (family.HasForeignRoot)
        {
            foreach (var modifier in method.Modifiers.Where(m => m.IsKind(SyntaxKind.OverrideKeyword) || m.IsKind(SyntaxKind.SealedKeyword)))
                edits.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart));
        }

        if (method.AttributeLists.Count > 0 && !AsyncNames.HasOnlySilentAttributes(declaration.Symbol))
            edits.Delete(TextSpan.FromBounds(method.AttributeLists[0].SpanStart, method.AttributeLists.Last().GetLastToken().GetNextToken().SpanStart));
    }

    /// <summary>With the documentation, without other comments that stand before the method.</summary>
    private static int Start(SyntaxNode declaration)
    {
        foreach (var trivia in declaration.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
                return trivia.FullSpan.Start;
        }

        return declaration.SpanStart;
    }

    private static string Text(AsyncDeclaration declaration, ImmutableArray<TextChange> own, ImmutableArray<TextChange> mentions)
    {
        var span = TextSpan.FromBounds(Start(declaration.Node), declaration.Node.Span.End);
        var inside = own
            .Concat(mentions.Where(m => !own.Any(o => o.Span.Length > 0 && o.Span.IntersectsWith(m.Span))))
            .Where(c => span.Contains(c.Span))
            .OrderBy(c => c.Span.Start)
            .Select(c => new TextChange(new TextSpan(c.Span.Start - span.Start, c.Span.Length), c.NewText ?? ""));
        return declaration.Request.Text.GetSubText(span).WithChanges(inside).ToString();
    }

    private static bool EndsLine(SourceText text, int position)
    {
        var rest = text.ToString(TextSpan.FromBounds(position, text.Lines.GetLineFromPosition(position).End)).Trim();
        return rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal);
    }
}
