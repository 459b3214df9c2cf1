namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How a function that has one caller is declared and called, and what of both changes when a part of it is done elsewhere.</summary>
internal sealed class HelperHeader
{
    private const string Async = "Async";

    private readonly HelperCall helper;
    private readonly SyntaxNode moved;
    private readonly SyntaxTokenList modifiers;
    private readonly TypeSyntax given;
    private readonly SyntaxToken name;
    private readonly ParameterListSyntax parameters;

    private HelperHeader(HelperCall helper, SyntaxNode moved, SyntaxTokenList modifiers, TypeSyntax given, SyntaxToken name, ParameterListSyntax parameters)
    {
        this.helper = helper;
        this.moved = moved;
        this.modifiers = modifiers;
        this.given = given;
        this.name = name;
        this.parameters = parameters;
    }

    public List<TextChange> Changes { get; } = new();

    /// <summary>Whether the function waits for more than what is moved.</summary>
    public bool Waits => helper.Declaration.DescendantNodes().Any(n => !moved.Span.Contains(n.Span)
        && n is AwaitExpressionSyntax or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 } or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 });

    private InvocationExpressionSyntax Call => (InvocationExpressionSyntax)helper.Call.Syntax;

    /// <param name="helper">The function and its call.</param>
    /// <param name="moved">What the function does no more.</param>
    public static HelperHeader? Of(HelperCall helper, SyntaxNode moved) => helper.Declaration switch
    {
        LocalFunctionStatementSyntax function => new HelperHeader(helper, moved, function.Modifiers, function.ReturnType, function.Identifier, function.ParameterList),
        MethodDeclarationSyntax method => new HelperHeader(helper, moved, method.Modifiers, method.ReturnType, method.Identifier, method.ParameterList),
        _ => null,
    };

    /// <summary>Makes the function give back its answer at once, under a name that says so.</summary>
    public bool TryStopWaiting(FixRequest request)
    {
        if (Awaited(Call) is not { } awaited
            || Call.Expression is not IdentifierNameSyntax called
            || modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.AsyncKeyword)) is not { RawKind: not 0 } isAsync
            || Answer() is not { } answer)
        {
            return false;
        }

        Changes.Add(new TextChange(TextSpan.FromBounds(isAsync.SpanStart, isAsync.GetNextToken().SpanStart), ""));
        Changes.Add(new TextChange(given.Span, answer));
        Changes.Add(new TextChange(TextSpan.FromBounds(awaited.SpanStart, Call.SpanStart), ""));
        Changes.Add(new TextChange(TextSpan.FromBounds(Call.Span.End, awaited.Span.End), ""));
        if (name.ValueText.Length > Async.Length && name.ValueText.EndsWith(Async, StringComparison.Ordinal))
        {
            var renamed = Names.OfParameter(name.ValueText.Substring(0, name.ValueText.Length - Async.Length), helper.Declaration, request.Model);
            Changes.Add(new TextChange(name.Span, renamed));
            Changes.Add(new TextChange(called.Span, renamed));
        }

        return true;
    }

    /// <summary>Makes the function take one object more.</summary>
    public bool TryHandIn(string type, string argument)
    {
        var isTaken = helper.Declaration.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == argument);
        var documentsParameters = helper.Declaration.GetLeadingTrivia().Any(t => t.HasStructure && t.ToString().Contains("<param "));
        if (isTaken || documentsParameters
            || parameters.Parameters.Any(p => p.Default is not null || p.Modifiers.Count > 0)
            || Call.ArgumentList.Arguments.Any(a => a.NameColon is not null)
            || parameters.Parameters.Count == 0)
        {
            return false;
        }

        Changes.Add(new TextChange(new TextSpan(parameters.Parameters.Last().Span.End, 0), ", " + type + " " + argument));
        Changes.Add(new TextChange(new TextSpan(Call.ArgumentList.Arguments.Last().Span.End, 0), ", " + argument));
        return true;
    }

    /// <summary>The call with what waits for it.</summary>
    private static ExpressionSyntax? Awaited(InvocationExpressionSyntax call)
    {
        ExpressionSyntax task = call;
        if (task.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            task = configured;

        return task.Parent is AwaitExpressionSyntax awaited && awaited.Expression == task ? awaited : null;
    }

    /// <summary>What is given back without a task.</summary>
    private string? Answer() => given switch
    {
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask", TypeArgumentList.Arguments: { Count: 1 } answers } => answers[0].ToString(),
        IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } => "void",
        _ => null,
    };
}
