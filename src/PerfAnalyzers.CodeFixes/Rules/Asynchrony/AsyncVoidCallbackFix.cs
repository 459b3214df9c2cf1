using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Waits for the work of each element: in a loop, or with the awaitable form of the parallel one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncVoidCallbackFix))]
public sealed class AsyncVoidCallbackFix : AwaitingFix
{
    /// <summary>Awaits each round.</summary>
    public const string AwaitKey = "PERF1006.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1006.await-moving-exceptions";

    public AsyncVoidCallbackFix()
        : base(RuleIds.AsyncVoidCallback, AwaitKey, AwaitMovingExceptionsKey)
    {
    }

    /// <summary>What was started all at once, and left alone, is waited for from now on.</summary>
    private protected override bool ChangesBehaviour => true;

    private protected override Task<(AsyncAwait Awaited, string What)?> FindAsync(FixRequest request) => Task.FromResult(
        request.Root.FindToken(request.Span.Start).Parent is LambdaExpressionSyntax lambda && lambda.AsyncKeyword.Span == request.Span
            ? AwaitedCallbacks.Of(lambda, request)
            : null);
}
