using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A query that does itself what was done to its rows in memory: the operators move before the call that loads the rows, and a local
/// that held them goes.
/// </summary>
/// <param name="Outer">The expression that the query takes the place of.</param>
/// <param name="Text">The query, without await.</param>
/// <param name="IsAsync">Whether it has to be awaited.</param>
/// <param name="Removed">The declaration of the local that held the rows.</param>
internal sealed record LiftedQuery(ExpressionSyntax Outer, string Text, bool IsAsync, LocalDeclarationStatementSyntax? Removed)
{
    /// <param name="work">The work in memory.</param>
    /// <param name="request">The finding.</param>
    /// <param name="terminal">What the query is asked for at its end, where that is not the last operator itself.</param>
    /// <returns>Null when text would be lost, when something in between could change the answer, or when the chain is written in another way.</returns>
    public static LiftedQuery? TryWrite(ClientSideWork work, FixRequest request, string? terminal = null)
    {
        var rows = work.Rows;
        if (rows.Method is not null || work.ConnectsRows
            || rows.Materialiser is not { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax } loaded } load } materialiser
            || materialiser.Receiver()?.Syntax.Span != loaded.Expression.Span
            || Steps(work, request) is not { } steps
            || IsSetAnew(work))
        {
            return null;
        }

        var name = materialiser.TargetMethod.Name;
        var isAsync = name.EndsWith("Async", StringComparison.Ordinal);
        if (QueryPlace.TryFind(load, isAsync) is not { } place || !Starts(steps[0].Source, place, rows))
            return null;

        LocalDeclarationStatementSyntax? removed = null;
        if (rows.Local is not null && (removed = Declaration(place.Replaced, steps[0].Source)) is null)
            return null;

        var text = new System.Text.StringBuilder(request.Text.ToString(loaded.Expression.Span));
        var sequences = work.EndsInAnswer ? steps.Count - 1 : steps.Count;
        for (var i = 0; i < sequences; i++)
            text.Append(steps[i].Separator).Append(ClientSideWork.QueryName(steps[i].Name)).Append(steps[i].Arguments);

        var outer = steps[steps.Count - 1].Whole;
        var suffix = isAsync ? "Async" : "";
        var passed = load.ArgumentList.Arguments.ToString();
        if (work.EndsInAnswer)
        {
            var last = steps[steps.Count - 1];
            var argument = last.Arguments.Length > 2 ? last.Arguments.Substring(1, last.Arguments.Length - 2) : "";
            text.Append(last.Separator).Append(terminal ?? ClientSideWork.QueryName(last.Name)).Append(suffix)
                .Append('(').Append(argument).Append(argument.Length > 0 && passed.Length > 0 ? ", " : "").Append(passed).Append(')');
        }
        else
        {
            var kept = name.Substring(0, name.Length - suffix.Length);
            if (outer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList" or "ToArray", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } again } list)
            {
                kept = list.Name.Identifier.ValueText;
                outer = again;
            }
            else if (steps[steps.Count - 1].Name == "FindAll")
            {
                kept = "ToList";
            }

            var separator = request.Text.ToString(TextSpan.FromBounds(loaded.Expression.Span.End, loaded.OperatorToken.Span.End));
            text.Append(separator).Append(kept).Append(suffix).Append('(').Append(passed).Append(')');
        }

        text.Append(place.ConfigureAwait);
        return new LiftedQuery(outer, text.ToString(), isAsync, removed);
    }

    /// <summary>The edits that put the query in the place of an expression.</summary>
    /// <param name="replaced">The expression; usually <see cref="Outer"/>.</param>
    /// <param name="isNegated">Whether the answer is turned round.</param>
    /// <param name="request">The finding.</param>
    public ImmutableArray<TextChange> Replace(ExpressionSyntax replaced, bool isNegated, FixRequest request)
    {
        var text = (isNegated ? "!" : "") + (IsAsync ? "await " : "") + Text;
        if ((IsAsync || isNegated) && replaced.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax)
            text = "(" + text + ")";

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (Removed is not null)
            changes.Add(new TextChange(TextShape.WholeLines(request.Text, Removed.Span), ""));

        changes.Add(new TextChange(replaced.Span, text));
        return changes.ToImmutable();
    }

    private static List<Step>? Steps(ClientSideWork work, FixRequest request)
    {
        var steps = new List<Step>();
        foreach (var operation in work.Operators)
        {
            var whole = operation.Syntax as ExpressionSyntax;
            var arguments = "";
            var access = whole as MemberAccessExpressionSyntax;
            if (whole is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } call)
            {
                access = called;
                arguments = call.ArgumentList.ToString();
            }

            // Called as a plain static method, or with type arguments, the text is in another order.
            if (whole is null || access is not { Name: IdentifierNameSyntax name } || whole.ContainsDirectives
                || (operation is IInvocationOperation applied && !IsWrittenBefore(applied, access))
                || (steps.Count > 0 && steps[steps.Count - 1].Whole != access.Expression))
            {
                return null;
            }

            steps.Add(new Step(whole, access.Expression, request.Text.ToString(TextSpan.FromBounds(access.Expression.Span.End, access.Name.SpanStart)), name.Identifier.ValueText, arguments));
        }

        return steps;
    }

    /// <summary>Whether what a call is made on is the text before its dot.</summary>
    private static bool IsWrittenBefore(IInvocationOperation call, MemberAccessExpressionSyntax access) =>
        call.Receiver()?.Unwrap() is { } receiver && access.Expression.Span.Contains(receiver.Syntax.Span);

    private static bool Starts(ExpressionSyntax source, QueryPlace place, LoadedRows rows) =>
        rows.Local is { } local ? source == local.Syntax : source == place.Replaced;

    /// <summary>A query runs now, what is lazy later: a variable that has changed meanwhile would make a difference.</summary>
    private static bool IsSetAnew(ClientSideWork work)
    {
        var captured = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in work.Operators.Append(work.Rows.Materialiser!).SelectMany(o => o.DescendantsAndSelf()))
        {
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation)
                captured.Add(operation.ReferencedSymbol()!);
        }

        return LocalValues.Root(work.Last).DescendantsAndSelf().Any(o => o switch
        {
            IAssignmentOperation assignment => assignment.Target.ReferencedSymbol() is { } set && captured.Contains(set),
            IIncrementOrDecrementOperation step => step.Target.ReferencedSymbol() is { } counted && captured.Contains(counted),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value.ReferencedSymbol() is { } given && captured.Contains(given),
            _ => false,
        });
    }

    /// <summary>The statement that only declares the local, if nothing happens between it and the reader.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(ExpressionSyntax value, ExpressionSyntax reader)
    {
        if (value.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } statement } } }
            || statement.UsingKeyword.RawKind != 0
            || statement.DescendantTrivia().Any(IsText))
        {
            return null;
        }

        var reading = reader.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(s => s.Parent == block);
        if (reading is null || reader.Ancestors().TakeWhile(a => a != block).Any(a => a is TryStatementSyntax or LockStatementSyntax or UsingStatementSyntax))
            return null;

        var between = block.Statements.Skip(block.Statements.IndexOf(statement) + 1).TakeWhile(s => s != reading);
        var happens = between.Append(reading).SelectMany(s => s.DescendantNodes()).TakeWhile(n => n != reader)
            .Any(n => n is InvocationExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax && !n.Span.Contains(reader.Span));
        return happens ? null : statement;
    }

    private static bool IsText(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private sealed record Step(ExpressionSyntax Whole, ExpressionSyntax Source, string Separator, string Name, string Arguments);
}
