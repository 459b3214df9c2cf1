using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The handler of MapGet and its kin may be any delegate, so it may as well return a task.</summary>
internal static class EndpointConversion
{
    /// <summary>Whether a lambda may carry the modifier.</summary>
    /// <param name="member">The lambda.</param>
    /// <param name="place">What is awaited in it.</param>
    /// <param name="givesNothing">Whether the awaited task may have a result that nobody was given so far.</param>
    /// <param name="request">The document.</param>
    public static bool CanConvert(AsyncMember member, ExpressionSyntax place, bool givesNothing, FixRequest request)
    {
        var handler = request.Compilation.Type(TypeNames.System.Delegate);
        if (member.Node is not LambdaExpressionSyntax { Parent: ArgumentSyntax argument } lambda
            || request.Model.GetOperation(argument, request.CancellationToken) is not IArgumentOperation { Parameter: { } parameter }
            || !SymbolEqualityComparer.Default.Equals(parameter.Type, handler)
            || lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null }
            || AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None
            || AsyncNames.IsDeferred(member.Symbol.ReturnType, request.Compilation))
        {
            return false;
        }

        // () => LoadAsync().Wait() answers nothing; async () => await LoadAsync() would answer with the result.
        return !(givesNothing && member.Body == place && place is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } }
            && request.Model.GetTypeInfo(task, request.CancellationToken).Type is INamedTypeSymbol { IsGenericType: true });
    }
}
