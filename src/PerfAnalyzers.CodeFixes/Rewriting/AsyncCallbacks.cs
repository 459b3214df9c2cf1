using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Finds an awaitable form for callbacks that are handed to synchronous methods.</summary>
internal static class AsyncCallbacks
{
    /// <summary>Whether the call that is given a lambda has an overload for async ones that answers with the same type, as Task.Run has.</summary>
    public static bool TakesAsync(AsyncMember member, FixRequest request)
    {
        if (member.Node is not LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument } lambda
            || lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null }
            || AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None)
        {
            return false;
        }

        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var tried = call.ReplaceNode(lambda, lambda switch
        {
            ParenthesizedLambdaExpressionSyntax many => many.WithAsyncKeyword(keyword),
            SimpleLambdaExpressionSyntax one => one.WithAsyncKeyword(keyword),
            _ => lambda,
        });
        if (request.Model.GetSpeculativeSymbolInfo(call.SpanStart, tried, SpeculativeBindingOption.BindAsExpression).Symbol is not IMethodSymbol overload)
            return false;

        var types = AwaitableTypes.For(request.Compilation);
        var before = request.Model.GetTypeInfo(call, request.CancellationToken).Type;
        var after = request.Model.GetSpeculativeTypeInfo(call.SpanStart, tried, SpeculativeBindingOption.BindAsExpression).Type;
        var index = call.ArgumentList.Arguments.IndexOf(argument);
        return SymbolEqualityComparer.Default.Equals(before, after)
            && argument.NameColon is null
            && index < overload.Parameters.Length
            && types.IsTaskLike(before)

            // Written as one: a key selector may return a task too, but nobody would await it.
            && overload.OriginalDefinition.Parameters[index].Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } returned }
            && types.IsAsyncReturn(returned);
    }

    /// <summary>The loop that does what a method does with the callback, where that can be awaited.</summary>
    public static AsyncCallback? AsLoop(AsyncMember member, FixRequest request) => null;
}
