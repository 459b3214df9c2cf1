using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Finds what else a method waits for once it is async anyway.</summary>
internal static class AsyncWaits
{
    /// <summary>The await in place of a blocking wait.</summary>
    public static AsyncAwait Of(BlockingWait wait, FixRequest request)
    {
        var node = (ExpressionSyntax)wait.Operation.Syntax;
        return new AsyncAwait(request, node, AsyncSpots.Find(node, wait, request), edits => AwaitExpression.TryReplace(edits, wait, request));
    }

    /// <summary>The other waits of a method that may be awaited, without those for tasks that are done.</summary>
    public static IEnumerable<AsyncAwait> In(AsyncDeclaration declaration)
    {
        var request = declaration.Request;
        var primitives = WaitPrimitives.For(request.Compilation);
        if (declaration.Member.Body is null || AwaitLegality.OfMember(declaration.Member, request.Compilation) != AwaitObstacle.None)
            yield break;

        foreach (var node in declaration.Member.OwnNodes())
        {
            if (Name(node) is not ("Result" or "Wait" or "GetResult" or "WaitAll")
                || request.Model.GetOperation(node, request.CancellationToken) is not { } operation
                || BlockingWait.Find(operation, primitives) is not { OnlyAsks: false } wait
                || (wait.Tasks.Any() && wait.Tasks.All(CompletedTasks.For(request.Compilation).IsComplete)))
            {
                continue;
            }

            var found = Of(wait, request);
            if (found.Spot is { Need: AsyncNeed.Signature } spot && AsyncDeclaration.KeyOf(spot.Function.Node) == declaration.Key && found.Write(new EditList()))
                yield return found;
        }
    }

    private static string? Name(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
