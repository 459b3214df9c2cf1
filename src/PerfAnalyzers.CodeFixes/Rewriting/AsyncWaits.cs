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

    /// <summary>The other waits of a method that may be awaited, and its synchronous I/O; not waits for tasks that are done.</summary>
    public static IEnumerable<AsyncAwait> In(AsyncDeclaration declaration)
    {
        var request = declaration.Request;
        if (declaration.Member.Body is null || AwaitLegality.OfMember(declaration.Member, request.Compilation) != AwaitObstacle.None)
            yield break;

        foreach (var node in declaration.Member.OwnNodes())
        {
            if (node is InvocationExpressionSyntax or MemberAccessExpressionSyntax or CommonForEachStatementSyntax
                && request.Model.GetOperation(node, request.CancellationToken) is { } operation
                && Of(operation, request) is { Spot: { Need: AsyncNeed.Signature } spot } found
                && AsyncDeclaration.KeyOf(spot.Function.Node) == declaration.Key
                && found.Write(new EditList()))
            {
                yield return found;
            }
        }
    }

    /// <summary>The await in place of whatever an operation does that keeps its thread; null when it does no such thing, or may.</summary>
    public static AsyncAwait? Of(IOperation operation, FixRequest request)
    {
        if (BlockingWait.Find(operation, WaitPrimitives.For(request.Compilation)) is { } wait)
        {
            return wait.OnlyAsks || (wait.Tasks.Any() && wait.Tasks.All(CompletedTasks.For(request.Compilation).IsComplete)) ? null : Of(wait, request);
        }

        return SynchronousIo.Of(operation, request.Compilation) is { Confidence: Confidence.High } io ? AsyncTwinCall.Of(io, request) : null;
    }
}
