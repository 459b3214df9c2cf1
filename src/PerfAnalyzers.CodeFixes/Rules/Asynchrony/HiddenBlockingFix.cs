using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Rules.Asynchrony;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the twin of the call where there is one; otherwise makes the methods on the way async, from the place that blocks up to the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HiddenBlockingFix))]
public sealed class HiddenBlockingFix : AwaitingFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1004.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1004.await-moving-exceptions";

    public HiddenBlockingFix()
        : base(RuleIds.HiddenBlocking, AwaitKey, AwaitMovingExceptionsKey)
    {
    }

    internal override DiagnosticAnalyzer Uncovered => new HiddenBlockingAnalyzer();

    private protected override async Task<(AsyncAwait Awaited, string What)?> FindAsync(FixRequest request)
    {
        if (Call(request) is not { } call)
            return null;

        if (AsyncTwins.For(request.Compilation).Find(call) is { } twin)
            return AsyncTwinCall.Of(new SynchronousIo(call, twin, Confidence.High), request) is { } direct ? (direct, "'" + twin.Name + "'") : null;

        if (BlockingFacts.For(request.Compilation).Of(call, request.CancellationToken) is not { } path)
            return null;

        if (path.Given is { } task)
            return OnlyWaits(call, path) ? (AsyncWaits.Of(new BlockingWait(call, WaitKind.Wait, task, ImmutableArray<IArgumentOperation>.Empty), request), "the task") : null;

        return await FindEndAsync(path, request).ConfigureAwait(false) is { } awaited ? (awaited, "what it waits for") : null;
    }

    /// <summary>The way may end before it comes to the call, where a method between them cannot change.</summary>
    private protected override bool Cures(FixPlan plan, FixRequest request) => plan.Changes.Any(c => request.Span.IntersectsWith(c.Span));

    /// <summary>Whether a call is <c>task.RunSync()</c>, of a method that waits for the task and does nothing else.</summary>
    private static bool OnlyWaits(IInvocationOperation call, BlockingPath path) =>
        path.Steps.Length == 1
        && call is { TargetMethod.IsExtensionMethod: true, Arguments.Length: 1, Syntax: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } }
        && path.End.Operation.Parent is { Parent: IBlockOperation { Operations: { Length: 1 or 2 } statements } } statement
        && statements[0] == statement
        && (statement is IExpressionStatementOperation || SymbolEqualityComparer.Default.Equals(path.End.Operation.Type, (statement as IReturnOperation)?.ReturnedValue?.Type));

    /// <summary>What blocks at the end of the way; it may lie in another project, which its own document binds.</summary>
    private static async Task<AsyncAwait?> FindEndAsync(BlockingPath path, FixRequest request) =>
        path.End.Operation.Syntax is { } end
        && request.Document.Project.Solution.GetDocument(end.SyntaxTree) is { } document
        && await FixRequest.CreateAsync(document, end.Span, request.Properties, request.CancellationToken).ConfigureAwait(false) is { } place
        && place.Model.GetOperation(end, request.CancellationToken) is { } blocking
        && AsyncWaits.Of(blocking, place) is { Spot.Need: AsyncNeed.Signature } awaited
            ? awaited
            : null;
}
