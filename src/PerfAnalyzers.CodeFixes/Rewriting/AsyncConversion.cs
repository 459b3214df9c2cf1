using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes one function async whose callers need not change: it returns a task already.</summary>
internal sealed class AsyncConversion
{
    private readonly FixRequest request;
    private readonly AsyncMember member;
    private readonly AwaitableTypes types;
    private readonly EditList edits;

    private AsyncConversion(FixRequest request, AsyncMember member, EditList edits)
    {
        this.request = request;
        this.member = member;
        this.edits = edits;
        types = AwaitableTypes.For(request.Compilation);
    }

    private bool HasResult => ((INamedTypeSymbol)member.Symbol.ReturnType).IsGenericType;

    /// <summary>
    /// Adds the modifier and rewrites every return. False when one return has no async form.
    /// <paramref name="changesBehaviour"/> tells that an exception would surface elsewhere than before.
    /// </summary>
    public static bool TryConvert(EditList edits, AsyncMember member, SyntaxNode wait, FixRequest request, out bool changesBehaviour)
    {
        changesBehaviour = false;
        if (AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None
            || member.Symbol.ReturnType.NullableAnnotation == NullableAnnotation.Annotated
            || member.Node.ContainsDirectives)
        {
            return false;
        }

        var conversion = new AsyncConversion(request, member, edits);
        AddModifier(edits, member.Node);
        if (!conversion.TryRewriteReturns(out var inTry))
            return false;

        changesBehaviour = inTry || conversion.ValidatesBefore(wait);
        return true;
    }

    public static void AddModifier(EditList edits, SyntaxNode function)
    {
        var position = function switch
        {
            MethodDeclarationSyntax { Modifiers: { Count: > 0 } modifiers } when modifiers.Last().IsKind(SyntaxKind.PartialKeyword) => modifiers.Last().SpanStart,
            MethodDeclarationSyntax method => method.ReturnType.SpanStart,
            LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.ReturnType ?? (SyntaxNode)lambda.ParameterList).SpanStart,
            SimpleLambdaExpressionSyntax lambda => lambda.Parameter.SpanStart,
            AnonymousMethodExpressionSyntax method => method.DelegateKeyword.SpanStart,
            _ => function.SpanStart,
        };
        edits.Insert(position, "async ");
    }

    private bool TryRewriteReturns(out bool inTry)
    {
        inTry = false;
        if (member.Body is ExpressionSyntax expression)
            return TryRewriteValue(expression, statement: null);

        foreach (var statement in member.OwnNodes().OfType<ReturnStatementSyntax>())
        {
            if (statement.Expression is not { } value || !TryRewriteValue(value, statement))
                return false;

            // The task that is returned was waited for by the caller, outside of the try; awaited here, it is inside.
            inTry |= !IsFinished(value) && statement.Ancestors().TakeWhile(a => a != member.Node).Any(a => a is TryStatementSyntax);
        }

        return true;
    }

    private bool TryRewriteValue(ExpressionSyntax value, ReturnStatementSyntax? statement)
    {
        if (value is ThrowExpressionSyntax)
            return true;

        if (value.IsKind(SyntaxKind.NullLiteralExpression))
            return false;

        if (Failure(value) is { } exception)
            return TryThrow(value, exception, statement);

        return HasResult ? TryReturnResult(value) : TryReturnNothing(value, statement);
    }

    /// <summary><c>Task.FromException(e)</c> becomes <c>throw e</c>.</summary>
    private bool TryThrow(ExpressionSyntax value, ExpressionSyntax exception, ReturnStatementSyntax? statement)
    {
        if (statement is null || statement.Ancestors().TakeWhile(a => a != member.Node).Any(a => a is TryStatementSyntax))
            return false;

        edits.Replace(TextSpan.FromBounds(statement.ReturnKeyword.SpanStart, exception.SpanStart), "throw ");
        edits.Delete(TextSpan.FromBounds(exception.Span.End, value.Span.End));
        return true;
    }

    private bool TryReturnResult(ExpressionSyntax value)
    {
        if (Finished(value) is { } result)
        {
            if (HasComments(TextSpan.FromBounds(value.SpanStart, result.SpanStart)) || HasComments(TextSpan.FromBounds(result.Span.End, value.Span.End)))
                return false;

            edits.Delete(TextSpan.FromBounds(value.SpanStart, result.SpanStart));
            edits.Delete(TextSpan.FromBounds(result.Span.End, value.Span.End));
            return true;
        }

        if (IsDefault(value) || !MayAwait(value))
            return false;

        AwaitExpression.Await(edits, value, request);
        return true;
    }

    private bool TryReturnNothing(ExpressionSyntax value, ReturnStatementSyntax? statement)
    {
        if (statement is null)
        {
            if (IsCompletedTask(value) || !MayAwait(value))
                return false;

            AwaitExpression.Await(edits, value, request);
            return true;
        }

        var isLast = statement.Parent == member.Body && ((BlockSyntax)member.Body!).Statements.Last() == statement;
        if (IsCompletedTask(value))
        {
            if (isLast && IsAloneOnLine(statement))
                edits.Delete(WithLine(statement));
            else
                edits.Delete(TextSpan.FromBounds(statement.ReturnKeyword.Span.End, value.Span.End));

            return true;
        }

        if (!MayAwait(value))
            return false;

        edits.Delete(TextSpan.FromBounds(statement.ReturnKeyword.SpanStart, value.SpanStart));
        AwaitExpression.Await(edits, value, request);
        if (!isLast)
            ReturnAfter(statement);

        return true;
    }

    /// <summary>Writes <c>return;</c> behind what was a return, in braces where only one statement may stand.</summary>
    private void ReturnAfter(ReturnStatementSyntax statement)
    {
        var newLine = TextShape.NewLine(request.Text);
        var indentation = TextShape.Indentation(request.Text, statement.SpanStart);
        if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
        {
            edits.Insert(statement.Span.End, TextShape.StartsLine(request.Text, statement.SpanStart) ? newLine + indentation + "return;" : " return;");
        }
        else if (TextShape.StartsLine(request.Text, statement.SpanStart) && statement.Parent is { } owner)
        {
            var outer = TextShape.Indentation(request.Text, owner.SpanStart);
            edits.Insert(request.Text.Lines.GetLineFromPosition(statement.SpanStart).Start, outer + "{" + newLine);
            edits.Insert(statement.Span.End, newLine + indentation + "return;" + newLine + outer + "}");
        }
        else
        {
            edits.Insert(statement.SpanStart, "{ ");
            edits.Insert(statement.Span.End, " return; }");
        }
    }

    private bool MayAwait(ExpressionSyntax value) =>
        AwaitLegality.At(value, member, request.Model, request.Compilation, request.CancellationToken) == AwaitObstacle.None
        && request.Model.GetOperation(value, request.CancellationToken) is { } operation
        && AwaitSafety.For(request.Compilation).At(operation, wait: null) == AwaitHazard.None;

    private bool IsFinished(ExpressionSyntax value) => HasResult ? Finished(value) is not null : IsCompletedTask(value);

    /// <summary>The <c>x</c> of <c>Task.FromResult(x)</c> and <c>new ValueTask&lt;T&gt;(x)</c>.</summary>
    private ExpressionSyntax? Finished(ExpressionSyntax value)
    {
        if (request.Model.GetSymbolInfo(value, request.CancellationToken).Symbol is not IMethodSymbol symbol || symbol.Parameters.Length != 1)
            return null;

        // Without the type argument the lambda's own return type would be inferred anew.
        if (member.IsLambda && value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax } })
            return null;

        var argument = value switch
        {
            InvocationExpressionSyntax call when symbol.Name == "FromResult" && types.Declares(symbol) => call.ArgumentList,
            BaseObjectCreationExpressionSyntax creation when types.IsValueTask(symbol.ContainingType) && !types.IsTaskLike(symbol.Parameters[0].Type) => creation.ArgumentList,
            _ => null,
        };
        return argument is { Arguments: { Count: 1 } list } ? list[0].Expression : null;
    }

    private ExpressionSyntax? Failure(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
        && request.Model.GetSymbolInfo(value, request.CancellationToken).Symbol is IMethodSymbol { Name: "FromException" } symbol
        && types.Declares(symbol)
            ? arguments[0].Expression
            : null;

    private bool IsCompletedTask(ExpressionSyntax value) => request.Model.GetSymbolInfo(value, request.CancellationToken).Symbol switch
    {
        IPropertySymbol { Name: "CompletedTask" } property => types.Declares(property),
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 } constructor => types.IsValueTask(constructor.ContainingType),
        IMethodSymbol { Name: "FromResult" } method => types.Declares(method)
            && value is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
            && arguments[0].Expression is LiteralExpressionSyntax,
        _ => IsDefault(value) && types.IsValueTask(request.Model.GetTypeInfo(value, request.CancellationToken).ConvertedType),
    };

    private static bool IsDefault(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.DefaultLiteralExpression) || value.IsKind(SyntaxKind.DefaultExpression);

    /// <summary>Checks of arguments that now throw at the call would throw at the await.</summary>
    private bool ValidatesBefore(SyntaxNode wait) => member.OwnNodes().Any(n => n.SpanStart < wait.SpanStart && n switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var owner } } =>
            name.StartsWith("ThrowIf", StringComparison.Ordinal) || owner.ToString() is "Guard" or "Guard.Against" or "Check" or "Ensure" or "Requires",
        _ => false,
    });

    private bool HasComments(TextSpan span) => member.Node.DescendantTrivia()
        .Any(t => span.Contains(t.Span) && t.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    private bool IsAloneOnLine(StatementSyntax statement)
    {
        var line = request.Text.Lines.GetLineFromPosition(statement.Span.End);
        return line.LineNumber == request.Text.Lines.GetLineFromPosition(statement.SpanStart).LineNumber
            && request.Text.ToString(line.Span).Trim() == statement.ToString();
    }

    /// <summary>The line of a statement, with the empty line that set it off.</summary>
    private TextSpan WithLine(StatementSyntax statement)
    {
        var line = request.Text.Lines.GetLineFromPosition(statement.SpanStart);
        var start = line.Start;
        if (line.LineNumber > 0 && request.Text.Lines[line.LineNumber - 1] is var before && request.Text.ToString(before.Span).Trim().Length == 0)
            start = before.Start;

        return TextSpan.FromBounds(start, line.EndIncludingLineBreak);
    }
}
