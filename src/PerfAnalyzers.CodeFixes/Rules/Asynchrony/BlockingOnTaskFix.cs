using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the task, and makes async what has to be for that: the function, and all that calls it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BlockingOnTaskFix))]
public sealed class BlockingOnTaskFix : AwaitingFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1001.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1001.await-moving-exceptions";

    public BlockingOnTaskFix()
        : base(RuleIds.BlockingOnTask, AwaitKey, AwaitMovingExceptionsKey)
    {
    }

    private protected override Task<(AsyncAwait Awaited, string What)?> FindAsync(FixRequest request) =>
        Task.FromResult<(AsyncAwait, string)?>(FindWait(request) is { } wait ? (AsyncWaits.Of(wait, request), "the task") : null);

    private static BlockingWait? FindWait(FixRequest request)
    {
        var primitives = WaitPrimitives.For(request.Compilation);
        for (var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true); node is ExpressionSyntax or ArgumentListSyntax; node = node.Parent)
        {
            if (node is not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or InvocationExpressionSyntax))
                continue;

            if (request.Model.GetOperation(node, request.CancellationToken) is { } operation
                && BlockingWait.Find(operation, primitives) is { } wait
                && wait.Span == request.Span)
            {
                return wait;
            }
        }

        return null;
    }
}
