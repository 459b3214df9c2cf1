using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the twin of the call, and makes async what has to be for that: the function, and all that calls it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SynchronousIoFix))]
public sealed class SynchronousIoFix : AwaitingFix
{
    /// <summary>Awaits; behaviour stays.</summary>
    public const string AwaitKey = "PERF1002.await";

    /// <summary>Awaits in a function whose own exceptions move into the task by that.</summary>
    public const string AwaitMovingExceptionsKey = "PERF1002.await-moving-exceptions";

    public SynchronousIoFix()
        : base(RuleIds.SynchronousIo, AwaitKey, AwaitMovingExceptionsKey)
    {
    }

    private protected override Task<(AsyncAwait Awaited, string What)?> FindAsync(FixRequest request) =>
        Task.FromResult<(AsyncAwait, string)?>(Find(request) is { } found && AsyncTwinCall.Of(found, request) is { } awaited ? (awaited, "'" + found.Twin.Name + "'") : null);

    private static SynchronousIo? Find(FixRequest request)
    {
        for (var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true); node is not (null or MemberDeclarationSyntax); node = node.Parent)
        {
            if (node is InvocationExpressionSyntax or MemberAccessExpressionSyntax or CommonForEachStatementSyntax
                && request.Model.GetOperation(node, request.CancellationToken) is { } operation
                && SynchronousIo.Of(operation, request.Compilation) is { } found
                && found.Location.SourceSpan == request.Span)
            {
                return found;
            }
        }

        return null;
    }
}
