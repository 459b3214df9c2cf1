using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits a delay instead of sleeping, and a semaphore instead of blocking on it, and makes async what has to be for that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SleepingThreadFix))]
public sealed class SleepingThreadFix : AwaitingFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1003.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1003.await-moving-exceptions";

    public SleepingThreadFix()
        : base(RuleIds.SleepingThread, AwaitKey, AwaitMovingExceptionsKey)
    {
    }

    private protected override Task<(AsyncAwait Awaited, string What)?> FindAsync(FixRequest request)
    {
        if (Call(request) is not { } call || ThreadWait.Of(call, request.Compilation) is null || AsyncTwins.For(request.Compilation).Find(call) is not { } twin)
            return Task.FromResult<(AsyncAwait, string)?>(null);

        // A token could end the wait before the semaphore is held, and the finally that releases it would still run.
        var kept = twin.OtherType is null ? twin with { WithToken = null } : twin;
        return Task.FromResult<(AsyncAwait, string)?>(AsyncTwinCall.Of(new SynchronousIo(call, kept, Confidence.High), request) is { } awaited ? (awaited, "'" + twin.Name + "'") : null);
    }
}
