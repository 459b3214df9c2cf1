using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes <c>ExecuteUpdate</c> or <c>ExecuteDelete</c> in place of a load, a loop and a save that follow one another.</summary>
internal static class SetCommand
{
    /// <summary>The edits and the name of the command; null where it cannot be proven to do the same in the database.</summary>
    public static (string Name, ImmutableArray<TextChange> Changes)? TryWrite(SetWrite write, FixRequest request)
    {
        if (Statement(write.Save.Syntax) is not { } save
            || Statement(write.Write.Syntax) is not { } body
            || (write.List is null ? body : Statement(write.List.Syntax)) is not { } first
            || !Follow(first, body, save)
            || SaveIsAwaited(write.Save, save) is not { } isAsync
            || Filter(write) is not { } filter
            || DeferredSave.HasChangesBefore(write.List ?? write.Write, request.Compilation))
        {
            return null;
        }

        var name = (write.Removes ? "ExecuteDelete" : "ExecuteUpdate") + (isAsync ? "Async" : "");
        var arguments = new List<string>();
        if (!write.Removes)
        {
            if (Setters(write) is not { } setters)
                return null;

            arguments.Add(setters);
        }

        if (isAsync && Token(write, request.Compilation) is { } token)
            arguments.Add(token);

        var replaced = TextSpan.FromBounds(first.SpanStart, save.Span.End);
        var kept = write.Columns.Select(c => c.Value.Syntax.Span).Append(filter.Span).ToArray();
        var text = Comments.Outside(replaced, first.Parent!, request.Text, kept)
            + $"{(isAsync ? "await " : "")}{Receiver(filter)}.{name}({string.Join(", ", arguments)}){(isAsync ? Configured(write.Save.Syntax) : "")};";
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        changes.Add(new TextChange(replaced, text));
        return request.Compilation.Type(TypeNames.EfCore.QueryableExtensions) is { } extensions && Usings.TryAdd(changes, extensions, first, request)
            ? (name, changes.ToImmutable())
            : null;
    }

    private static StatementSyntax? Statement(SyntaxNode node) => node.FirstAncestorOrSelf<StatementSyntax>();

    /// <summary>Whether the statements stand next to each other, with no directive between.</summary>
    private static bool Follow(StatementSyntax first, StatementSyntax body, StatementSyntax save)
    {
        if (first.Parent is not BlockSyntax block || body.Parent != block || save.Parent != block || first.ContainsDirectives || body.ContainsDirectives || save.ContainsDirectives)
            return false;

        var at = block.Statements.IndexOf(first);
        var after = first == body ? at : at + 1;
        return block.Statements.IndexOf(body) == after && block.Statements.IndexOf(save) == after + 1
            && first is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: > 1 };
    }

    private static bool? SaveIsAwaited(IInvocationOperation save, StatementSyntax statement)
    {
        var isAsync = save.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);
        return statement is ExpressionStatementSyntax { Expression: { } expression } && expression is AwaitExpressionSyntax == isAsync ? isAsync : null;
    }

    private static string Configured(SyntaxNode save) =>
        save.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Parent: InvocationExpressionSyntax call } access
            ? call.ToString().Substring(access.OperatorToken.SpanStart - call.SpanStart)
            : "";

    /// <summary>
    /// The query as it stands where the rows are loaded, without the call that runs it; null where it does more than filter. What is
    /// kept in a local stays there: its text at another place may mean something else.
    /// </summary>
    private static ExpressionSyntax? Filter(SetWrite write)
    {
        if (write.Rows.Operators.Any(o => o.TargetMethod.Name != "Where" && !IsRun(o.TargetMethod.Name)))
            return null;

        var source = write.List?.GetVariableInitializer()?.Value
            ?? (write.Write is IForEachLoopOperation loop ? loop.Collection : ((IInvocationOperation)write.Write).Argument(0));
        var query = source?.UnwrapAwait().Syntax;
        while (query is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax run } && IsRun(run.Name.Identifier.Text))
            query = run.Expression;

        return query as ExpressionSyntax;
    }

    private static bool IsRun(string name) => name is "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "AsEnumerable" or "AsAsyncEnumerable";

    /// <summary>The text that a call can follow.</summary>
    private static string Receiver(ExpressionSyntax filter) =>
        filter is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax ? filter.ToString() : $"({filter})";

    private static string? Setters(SetWrite write)
    {
        var row = write.Element!.Name;
        var setters = new List<string>();
        foreach (var column in write.Columns)
        {
            var value = column.Value;
            var readsRow = value.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation local && local.Local.Is(write.Element));

            // What the database would compute itself, as the time, is not what the program would have computed.
            if (value.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property.IsStatic: true }))
                return null;

            var isNull = value.Unwrap() is ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;
            var text = ((AssignmentExpressionSyntax)column.Assignment.Syntax).Right.ToString();
            setters.Add($".SetProperty({row} => {row}.{column.Column.Name}, {(readsRow || isNull ? $"{row} => {text}" : text)})");
        }

        return "setters => setters" + string.Concat(setters);
    }

    private static string? Token(SetWrite write, CompilationContext compilation)
    {
        var calls = write.Rows.Operators.Reverse().Prepend(write.Save);
        return calls.SelectMany(c => c.Arguments)
            .Where(a => !a.IsImplicit && a.Parameter!.Type.Is(compilation.Type(TypeNames.System.CancellationToken)))
            .Select(a => a.Value.Syntax.ToString())
            .FirstOrDefault();
    }
}
