using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the task, and makes the function async where only its own text has to change for that.</summary>
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

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (FindWait(request) is not { } wait
            || AsyncMember.Around(wait.Operation.Syntax, request.Model, request.CancellationToken) is not { } member

            // Nobody awaits an async void function: its caller would go on before the work is done.
            || (member.IsAsync && member.Symbol.ReturnsVoid)
            || AwaitLegality.At(wait.Operation.Syntax, member, request.Model, request.Compilation, request.CancellationToken) != AwaitObstacle.None
            || AwaitSafety.For(request.Compilation).At(wait.Operation, wait) != AwaitHazard.None)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var edits = new EditList();
        var movesExceptions = false;
        if (!member.IsAsync && !await TryMakeAsync(edits, member, wait, request, moves => movesExceptions = moves).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        if (!AwaitExpression.TryReplace(edits, wait, request)
            || edits.Build() is not { } changes
            || !await StillCompiles.AfterAsync(changes, member.Node, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var title = member.IsAsync ? "Await the task"
            : movesExceptions ? "Make the method async and await (its own exceptions move into the task)"
            : "Make the method async and await the task";
        return ImmutableArray.Create(new FixPlan(title, movesExceptions ? AwaitMovingExceptionsKey : AwaitKey, changes) { ChangesBehaviour = movesExceptions });
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

    private static async Task<bool> TryMakeAsync(EditList edits, AsyncMember member, BlockingWait wait, FixRequest request, Action<bool> movesExceptions)
    {
        var types = AwaitableTypes.For(request.Compilation);
        if (member.ReturnsTask(types))
        {
            var converted = AsyncConversion.TryConvert(edits, member, wait.Operation.Syntax, request, out var moves);
            movesExceptions(moves);
            return converted;
        }

        if (member.IsLambda)
            return RequestEntryConversion.TryConvertEndpoint(edits, member, wait, request);

        if (!RequestEntries.For(request.Compilation).Contains(member.Symbol))
            return false;

        return await RequestEntryConversion.TryConvertAsync(edits, member, request).ConfigureAwait(false);
    }
}
