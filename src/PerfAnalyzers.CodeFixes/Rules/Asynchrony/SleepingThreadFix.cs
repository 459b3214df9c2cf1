using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits a delay instead of sleeping, and a semaphore instead of blocking on it, and makes async what has to be for that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SleepingThreadFix))]
public sealed class SleepingThreadFix : RuleCodeFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1003.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1003.await-moving-exceptions";

    public SleepingThreadFix()
        : base(RuleIds.SleepingThread)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AwaitKey, AwaitMovingExceptionsKey);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } node
            || request.Model.GetOperation(node, request.CancellationToken) is not IInvocationOperation call
            || call.NameAndArguments().SourceSpan != request.Span
            || ThreadWait.Of(call, request.Compilation) is null
            || AsyncTwins.For(request.Compilation).Find(call) is not { } twin)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        // A token could end the wait before the semaphore is held, and the finally that releases it would still run.
        var kept = twin.OtherType is null ? twin with { WithToken = null } : twin;
        if (AsyncTwinCall.Of(new SynchronousIo(call, kept, Confidence.High), request) is not { } awaited)
            return ImmutableArray<FixPlan>.Empty;

        return await AsyncFix.PlanAsync(awaited, request, "'" + twin.Name + "'", AwaitKey, AwaitMovingExceptionsKey).ConfigureAwait(false) is { } plan
            ? ImmutableArray.Create(plan)
            : ImmutableArray<FixPlan>.Empty;
    }
}
