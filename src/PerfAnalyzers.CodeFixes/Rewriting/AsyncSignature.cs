namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Turns the head of a method into that of one that returns a task; and its body, where that awaits nothing.</summary>
internal static class AsyncSignature
{
    public static void Write(EditList edits, AsyncDeclaration declaration, AsyncFamily family, string task, bool isAwaiting)
    {
        WriteHead(edits, declaration, family, task, isAwaiting);
        if (!isAwaiting && declaration.Member.Body is { } body)
            WrapReturns(edits, declaration, body, task);
    }

    public static void WriteHead(EditList edits, AsyncDeclaration declaration, AsyncFamily family, string task, bool isAsync)
    {
        var returnType = AsyncFeasibility.ReturnType(declaration.Node)!;
        if (isAsync)
            AsyncConversion.AddModifier(edits, declaration.Node);

        if (declaration.Symbol.ReturnsVoid)
        {
            edits.Replace(returnType.Span, task);
        }
        else
        {
            edits.Insert(returnType.SpanStart, task + "<");
            edits.Insert(returnType.Span.End, ">");
        }

        var identifier = Identifier(declaration.Node);
        if (identifier.ValueText != family.AsyncName)
            edits.Replace(identifier.Span, family.AsyncName);
    }

    public static SyntaxToken Identifier(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        LocalFunctionStatementSyntax local => local.Identifier,
        _ => default,
    };

    /// <summary>Nothing is awaited here, but others of the family await: the answer is handed over as a finished task.</summary>
    private static void WrapReturns(EditList edits, AsyncDeclaration declaration, SyntaxNode body, string task)
    {
        if (body is ExpressionSyntax expression)
        {
            if (expression is ThrowExpressionSyntax)
                return;

            if (declaration.Symbol.ReturnsVoid)
                WriteBlock(edits, declaration, expression, task);
            else
                Wrap(edits, declaration, expression, task);

            return;
        }

        foreach (var statement in declaration.Member.OwnNodes().OfType<ReturnStatementSyntax>())
        {
            if (statement.Expression is { } value)
                Wrap(edits, declaration, value, task);
            else
                edits.Insert(statement.ReturnKeyword.Span.End, $" {task}.CompletedTask");
        }

        if (declaration.Symbol.ReturnsVoid && declaration.Request.Model.AnalyzeControlFlow((BlockSyntax)body) is { Succeeded: true, EndPointIsReachable: true })
            WriteLastReturn(edits, (BlockSyntax)body, declaration.Request.Text, task);
    }

    private static void Wrap(EditList edits, AsyncDeclaration declaration, ExpressionSyntax value, string task)
    {
        if (value is ThrowExpressionSyntax)
            return;

        var wanted = declaration.Symbol.ReturnType;
        var type = declaration.Request.Model.GetTypeInfo(value, declaration.Request.CancellationToken).Type;
        var isInferred = wanted.NullableAnnotation != NullableAnnotation.Annotated && SymbolEqualityComparer.Default.Equals(type, wanted) && !value.IsKind(SyntaxKind.DefaultLiteralExpression);
        var argument = isInferred ? "" : "<" + AsyncFeasibility.ReturnType(declaration.Node) + ">";
        edits.Insert(value.SpanStart, $"{task}.FromResult{argument}(");
        edits.Insert(value.Span.End, ")");
    }

    private static void WriteBlock(EditList edits, AsyncDeclaration declaration, ExpressionSyntax expression, string task)
    {
        var text = declaration.Request.Text;
        var newLine = TextShape.NewLine(text);
        var outer = TextShape.Indentation(text, declaration.Node.SpanStart);
        var inner = TextShape.Deeper(outer);
        var arrow = (ArrowExpressionClauseSyntax)expression.Parent!;
        var head = arrow.GetFirstToken().GetPreviousToken().Span.End;
        edits.Replace(TextSpan.FromBounds(head, expression.SpanStart), newLine + outer + "{" + newLine + inner);
        edits.Insert(declaration.Node.Span.End, newLine + inner + $"return {task}.CompletedTask;" + newLine + outer + "}");
    }

    private static void WriteLastReturn(EditList edits, BlockSyntax body, SourceText text, string task)
    {
        var statement = $"return {task}.CompletedTask;";
        var brace = body.CloseBraceToken.SpanStart;
        if (TextShape.StartsLine(text, brace))
            edits.Insert(text.Lines.GetLineFromPosition(brace).Start, TextShape.Deeper(TextShape.Indentation(text, brace)) + statement + TextShape.NewLine(text));
        else
            edits.Insert(brace, (text[brace - 1] == ' ' ? "" : " ") + statement + " ");
    }
}
