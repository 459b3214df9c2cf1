using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the task, and makes async what has to be for that: the function, and all that calls it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BlockingOnTaskFix))]
public sealed class BlockingOnTaskFix : RuleCodeFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1001.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1001.await-moving-exceptions";

    public BlockingOnTaskFix()
        : base(RuleIds.BlockingOnTask)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AwaitKey, AwaitMovingExceptionsKey);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (FindWait(request) is not { } wait)
            return ImmutableArray<FixPlan>.Empty;

        return await AsyncFix.PlanAsync(AsyncWaits.Of(wait, request), request, "the task", AwaitKey, AwaitMovingExceptionsKey).ConfigureAwait(false) is { } plan
            ? ImmutableArray.Create(plan)
            : ImmutableArray<FixPlan>.Empty;
    }

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
