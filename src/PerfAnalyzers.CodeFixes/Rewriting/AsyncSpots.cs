using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Judges whether an expression may be awaited where it stands, and what that asks of the functions around it.</summary>
internal static class AsyncSpots
{
    /// <summary>The spot, or null when an await there would not compile or would change what the program does.</summary>
    public static AsyncSpot? Find(ExpressionSyntax place, BlockingWait? wait, FixRequest request)
    {
        var callbacks = ImmutableArray.CreateBuilder<AsyncCallback>();
        for (var current = place; ;)
        {
            if (AsyncMember.Around(current, request.Model, request.CancellationToken) is not { } member
                || AwaitLegality.At(current, member, request.Model, request.Compilation, request.CancellationToken) != AwaitObstacle.None
                || !IsSafe(current, current == place ? wait : null, request))
            {
                return null;
            }

            if (Need(member, current, wait, request, out var movesExceptions) is { } need)
                return new AsyncSpot(member, need, callbacks.ToImmutable(), movesExceptions);

            if (!member.IsLambda || (AsyncCallbacks.AsLoop(member, request) ?? AsyncFactories.Of(member, request)) is not { } callback)
                return null;

            callbacks.Add(callback);
            current = callback.Key;
        }
    }

    private static bool IsSafe(ExpressionSyntax place, BlockingWait? wait, FixRequest request)
    {
        var safety = AwaitSafety.For(request.Compilation);
        return request.Model.GetOperation(place, request.CancellationToken) is { } operation
            && safety.At(operation, wait) == AwaitHazard.None

            // The call used to throw what a blocking wait throws.
            && (wait is not null || !safety.ExpectsAggregate(operation));
    }

    private static AsyncNeed? Need(AsyncMember member, ExpressionSyntax place, BlockingWait? wait, FixRequest request, out bool movesExceptions)
    {
        movesExceptions = false;
        if (member.Node is CompilationUnitSyntax)
            return AsyncNeed.Nothing;

        if (member.IsAsync)
            return member.Symbol.ReturnsVoid && (wait is not null || !AsyncNames.IsEventHandler(member.Symbol, request.Compilation)) ? null : AsyncNeed.Nothing;

        if (member.ReturnsTask(AwaitableTypes.For(request.Compilation)))
            return AsyncConversion.TryConvert(new EditList(), member, place, request, out movesExceptions) ? AsyncNeed.Returns : null;

        if (member.IsLambda)
            return IsEndpoint(member, place, wait, request) || AsyncCallbacks.TakesAsync(member, request) ? AsyncNeed.Modifier : null;

        return AwaitLegality.OfMember(member, request.Compilation) == AwaitObstacle.None ? AsyncNeed.Signature : null;
    }

    private static bool IsEndpoint(AsyncMember member, ExpressionSyntax place, BlockingWait? wait, FixRequest request) =>
        EndpointConversion.CanConvert(member, place, givesNothing: wait is { Kind: WaitKind.Wait }, request);
}
