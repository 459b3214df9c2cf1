using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Why a waiting thread matters at a place, and so what could be done about it there.</summary>
internal enum BlockedPlace
{
    /// <summary>Nothing says that the thread is one of a pool that serves others, or that waiting is not meant.</summary>
    Unknown,

    /// <summary>An async function: <c>await</c> is at hand.</summary>
    Async,

    /// <summary>A function that returns a task and could be async.</summary>
    ReturnsTask,

    /// <summary>A synchronous function that the web framework calls for a request.</summary>
    Request,

    /// <summary>A synchronous callback that runs inside one of the others, as part of it.</summary>
    Callback,
}

/// <summary>Tells which kind of place an operation stands in.</summary>
internal static class BlockedPlaces
{
    public static BlockedPlace Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (operation.SemanticModel is not { } model || AsyncMember.Around(operation.Syntax, model, cancellationToken) is not { } member)
            return BlockedPlace.Unknown;

        var place = Of(member, operation, model, compilation, cancellationToken);
        if (place == BlockedPlace.Unknown)
            return place;

        // One body for both ways, told apart by a flag: the blocking half runs when the caller asked for it.
        for (var outer = member; outer is not null; outer = outer.Outer(model, cancellationToken))
        {
            if (outer.Symbol.Parameters.Any(IsModeFlag))
                return BlockedPlace.Unknown;
        }

        return place;
    }

    private static BlockedPlace Of(AsyncMember member, IOperation operation, SemanticModel model, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var types = AwaitableTypes.For(compilation);
        if (member.IsAsync)
            return BlockedPlace.Async;

        if (member.ReturnsTask(types))
            return BlockedPlace.ReturnsTask;

        if (RequestEntries.For(compilation).Contains(member.Symbol))
            return BlockedPlace.Request;

        if (!member.IsLambda || LambdaAround(operation, member) is not { } lambda)
            return BlockedPlace.Unknown;

        if (RequestDelegates.IsHandedOver(lambda, compilation))
            return BlockedPlace.Request;

        // LINQ, List.ForEach and the like call back before they return: the waiting is part of the function around.
        return Callbacks.Match(lambda, compilation) is ({ } call, { } iteration)
            && iteration.Form == IterationForm.Callback
            && AsyncMember.Around(call.Syntax, model, cancellationToken) is { } outer
            && Of(outer, call, model, compilation, cancellationToken) != BlockedPlace.Unknown
                ? BlockedPlace.Callback
                : BlockedPlace.Unknown;
    }

    private static IAnonymousFunctionOperation? LambdaAround(IOperation operation, AsyncMember member)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && lambda.Syntax == member.Node)
                return lambda;
        }

        return null;
    }

    private static bool IsModeFlag(IParameterSymbol parameter) =>
        CompletedValues.IsAsyncSwitch(parameter)
        || (parameter.Type.SpecialType == SpecialType.System_Boolean && parameter.Name is "sync" or "isSync" or "synchronous" or "runSynchronously");
}
