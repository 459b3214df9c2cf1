using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the twin of the call where there is one; otherwise makes the methods on the way async, from the place that blocks up to the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HiddenBlockingFix))]
public sealed class HiddenBlockingFix : RuleCodeFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1004.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1004.await-moving-exceptions";

    public HiddenBlockingFix()
        : base(RuleIds.HiddenBlocking)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AwaitKey, AwaitMovingExceptionsKey);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } node
            || request.Model.GetOperation(node, request.CancellationToken) is not IInvocationOperation call
            || call.NameAndArguments().SourceSpan != request.Span)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var plan = AsyncTwins.For(request.Compilation).Find(call) is { } twin
            ? await PlanTwinAsync(call, twin, request).ConfigureAwait(false)
            : await PlanWayAsync(call, request).ConfigureAwait(false);
        return plan is null ? ImmutableArray<FixPlan>.Empty : ImmutableArray.Create(plan);
    }

    private static async Task<FixPlan?> PlanTwinAsync(IInvocationOperation call, AsyncTwin twin, FixRequest request) =>
        AsyncTwinCall.Of(new SynchronousIo(call, twin, Confidence.High), request) is { } awaited
            ? await AsyncFix.PlanAsync(awaited, request, "'" + twin.Name + "'", AwaitKey, AwaitMovingExceptionsKey).ConfigureAwait(false)
            : null;

    private static async Task<FixPlan?> PlanWayAsync(IInvocationOperation call, FixRequest request)
    {
        // What blocks may lie in another project, which its own document binds.
        if (BlockingFacts.For(request.Compilation).Of(call, request.CancellationToken) is not { } path
            || path.End.Operation.Syntax is not { } end
            || request.Document.Project.Solution.GetDocument(end.SyntaxTree) is not { } document
            || await FixRequest.CreateAsync(document, end.Span, request.Properties, request.CancellationToken).ConfigureAwait(false) is not { } place
            || place.Model.GetOperation(end, request.CancellationToken) is not { } blocking
            || AsyncWaits.Of(blocking, place) is not { Spot.Need: AsyncNeed.Signature } awaited)
        {
            return null;
        }

        // The way may end before it comes to the call, where a method between them cannot change.
        var plan = await AsyncFix.PlanAsync(awaited, request, "what it waits for", AwaitKey, AwaitMovingExceptionsKey).ConfigureAwait(false);
        return plan is not null && plan.Changes.Any(c => request.Span.IntersectsWith(c.Span)) ? plan : null;
    }
}
