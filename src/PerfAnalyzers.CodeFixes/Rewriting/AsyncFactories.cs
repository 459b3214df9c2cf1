using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Finds the awaitable form of caches that are given a function which makes what they do not hold.</summary>
internal static class AsyncFactories
{
    private static readonly ImmutableHashSet<string> Members = ImmutableHashSet.Create(StringComparer.Ordinal, "GetOrCreate", "GetOrAdd", "GetOrSet");

    /// <summary><c>cache.GetOrCreate(key, entry => Load())</c>; null where the cache has no form that awaits the function.</summary>
    public static AsyncCallback? Of(AsyncMember member, FixRequest request)
    {
        if (member.Node is not LambdaExpressionSyntax { AsyncKeyword.RawKind: 0, ContainsDirectives: false, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } argument } lambda
            || !Members.Contains(access.Name.Identifier.ValueText)
            || lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null }
            || AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None
            || request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        var name = called.Name + AsyncNames.Suffix;
        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var tried = call.ReplaceNodes(
            new SyntaxNode[] { lambda, access.Name },
            (old, _) => old == access.Name ? access.Name.WithIdentifier(SyntaxFactory.Identifier(name)) : WithAsync(lambda, keyword));
        return request.Model.GetSpeculativeSymbolInfo(call.SpanStart, tried, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol twin
            && twin.ContainingType.OriginalDefinition.Is(called.ContainingType.OriginalDefinition)
            && AnswersAlike(call, tried, request)
            && TakesTask(twin, call.ArgumentList.Arguments.IndexOf(argument), request)
                ? new AsyncCallback(call, edits =>
                {
                    AwaitExpression.AwaitAccess(edits, call, request);
                    edits.Replace(access.Name.Identifier.Span, name);
                    AsyncConversion.AddModifier(edits, lambda);
                })
                : null;
    }

    private static LambdaExpressionSyntax WithAsync(LambdaExpressionSyntax lambda, SyntaxToken keyword) => lambda switch
    {
        ParenthesizedLambdaExpressionSyntax many => many.WithAsyncKeyword(keyword),
        SimpleLambdaExpressionSyntax one => one.WithAsyncKeyword(keyword),
        _ => lambda,
    };

    private static bool AnswersAlike(InvocationExpressionSyntax call, InvocationExpressionSyntax tried, FixRequest request) =>
        request.Model.GetSpeculativeTypeInfo(call.SpanStart, tried, SpeculativeBindingOption.BindAsExpression).Type is INamedTypeSymbol { TypeArguments: { Length: 1 } answers } task
        && AwaitableTypes.For(request.Compilation).IsAsyncReturn(task)
        && SymbolEqualityComparer.Default.Equals(answers[0], request.Model.GetTypeInfo(call, request.CancellationToken).Type);

    private static bool TakesTask(IMethodSymbol twin, int index, FixRequest request) =>
        index >= 0
        && index < twin.Parameters.Length
        && twin.OriginalDefinition.Parameters[index + twin.OriginalDefinition.Parameters.Length - twin.Parameters.Length].Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } returned }
        && AwaitableTypes.For(request.Compilation).IsAsyncReturn(returned);
}
