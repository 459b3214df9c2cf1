using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes calls that take an async function and do not wait for it in a form that does.</summary>
internal static class AwaitedCallbacks
{
    /// <summary>What is to be awaited in place of the call that is given the lambda, and what a title calls it.</summary>
    public static (AsyncAwait Awaited, string What)? Of(LambdaExpressionSyntax lambda, FixRequest request)
    {
        if (lambda is not { ContainsDirectives: false, Parent: ArgumentSyntax { NameColon: null, Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } }
            || call.Parent is not ExpressionStatementSyntax statement
            || call.ArgumentList.Arguments.Last().Expression != lambda
            || AsyncCallbacks.Parameter(lambda) is not { } parameter
            || request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        return AsyncVoidCallbacks.For(request.Compilation).Find(called) switch
        {
            AsyncVoidCallbacks.Loop when Sequence(call, access, called) is { } sequence && !Returns(lambda) =>
                (Make(call, request, edits => WriteLoop(edits, lambda, parameter, sequence, statement, request)), "each round of a loop (one after another)"),
            AsyncVoidCallbacks.Parallel when ParallelForm(called, request) is { } name && access.Name is IdentifierNameSyntax =>
                (Make(call, request, edits => WriteParallel(edits, lambda, parameter, access, name, request)), $"'{called.ContainingType.Name}.{name}'"),
            _ => null,
        };
    }

    private static AsyncAwait Make(InvocationExpressionSyntax call, FixRequest request, Action<EditList> write) =>
        new(request, call, AsyncSpots.Find(call, wait: null, request), edits =>
        {
            write(edits);
            return true;
        });

    private static ExpressionSyntax? Sequence(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, IMethodSymbol called) =>
        called.IsStatic
            ? call.ArgumentList.Arguments is { Count: 2 } arguments && arguments[0].NameColon is null ? arguments[0].Expression : null
            : call.ArgumentList.Arguments.Count == 1 ? access.Expression : null;

    /// <summary>A return would have to become a continue.</summary>
    private static bool Returns(LambdaExpressionSyntax lambda) =>
        lambda.Body.DescendantNodes(n => !Analysis.Async.AsyncMember.IsFunction(n)).Any(n => n is ReturnStatementSyntax);

    private static string? ParallelForm(IMethodSymbol called, FixRequest request) =>
        called.ContainingType.Is(request.Compilation.Type(TypeNames.System.Parallel))
        && called.Parameters.Take(called.Parameters.Length - 1).All(p => p.Type.Name is not "Func")
        && called.Name + "Async" is var name
        && !called.ContainingType.GetMembers(name).IsEmpty
            ? name
            : null;

    private static void WriteLoop(EditList edits, LambdaExpressionSyntax lambda, SyntaxToken parameter, ExpressionSyntax sequence, StatementSyntax statement, FixRequest request)
    {
        var line = TextShape.Lines(request.Text, statement.SpanStart);
        edits.Replace(TextSpan.FromBounds(statement.SpanStart, sequence.SpanStart), $"foreach (var {parameter} in ");
        edits.Replace(TextSpan.FromBounds(sequence.Span.End, lambda.Body.SpanStart), ")" + (lambda.Body is BlockSyntax ? line.Same : line.Deeper));
        edits.Replace(TextSpan.FromBounds(lambda.Body.Span.End, statement.Span.End), lambda.Body is BlockSyntax ? "" : ";");
    }

    private static void WriteParallel(EditList edits, LambdaExpressionSyntax lambda, SyntaxToken parameter, MemberAccessExpressionSyntax access, string name, FixRequest request)
    {
        var call = (InvocationExpressionSyntax)access.Parent!;
        AwaitExpression.AwaitAccess(edits, call, request);
        edits.Replace(access.Name.Span, name);
        edits.Replace(AsyncCallbacks.Head(lambda), $"({parameter}, {(parameter.ValueText == "_" ? "__" : "_")})");
    }
}
