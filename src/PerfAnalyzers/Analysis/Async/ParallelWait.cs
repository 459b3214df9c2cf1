using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>A parallel loop that takes threads of the pool for rounds which wait for another machine, where the rounds could be awaited.</summary>
/// <param name="Loop">The call that runs the rounds.</param>
/// <param name="Wait">What a round waits at.</param>
/// <param name="Name">What it waits for.</param>
/// <param name="Instead">What to do in the round.</param>
internal sealed record ParallelWait(IInvocationOperation Loop, IOperation Wait, string Name, string Instead)
{
    /// <summary>The first wait in the rounds of a loop; null where they compute, or where their waiting is another finding.</summary>
    public static ParallelWait? Of(IInvocationOperation loop, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (AsyncVoidCallbacks.For(compilation).Find(loop.TargetMethod) != AsyncVoidCallbacks.Parallel
            || compilation.Type(TypeNames.System.Parallel)?.GetMembers("ForEachAsync").IsEmpty != false
            || loop.Arguments.LastOrDefault()?.Value.Unwrap() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.IsAsync: false } round })
        {
            return null;
        }

        foreach (var operation in round.Body.Descendants())
        {
            if (Find(operation, round, compilation, cancellationToken) is var (name, instead) && RunsWithin(operation, round) && !operation.IsNotRun(compilation))
                return new ParallelWait(loop, operation, name, instead);
        }

        return null;
    }

    private static (string Name, string Instead)? Find(IOperation operation, IAnonymousFunctionOperation round, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (BlockingWait.Find(operation, WaitPrimitives.For(compilation)) is { OnlyAsks: false, Task: { } task })
        {
            return TaskStorage.Unwrap(task, AwaitableTypes.For(compilation)) is IInvocationOperation started
                && BlockingLeaf.IsStarted(task, compilation, cancellationToken)
                && RoundTripFacts.For(compilation).Of(started, isAction: false, cancellationToken).Any(p => p.End.LeavesMachine && p.Certainty != PathCertainty.Guess && MayRunBeside(p.End, round, compilation))
                    ? (started.TargetMethod.Name, "await it")
                    : null;
        }

        return SynchronousIo.Of(operation, compilation) is { Confidence: Confidence.High } io
            && RoundTripReader.For(compilation).Read(operation) is { LeavesMachine: true } trip
            && MayRunBeside(trip, round, compilation)
                ? (io.Name, $"await '{io.Twin.Name}'")
                : null;
    }

    /// <summary>Whether the rounds have a connection each; that they must not share one is another finding.</summary>
    private static bool MayRunBeside(RoundTrip trip, IAnonymousFunctionOperation round, CompilationContext compilation) =>
        !(trip.Row is { IsDatabase: true } || trip.Query is not null)
        || (RoundTripOwner.Of(trip, compilation) is ILocalSymbol owner && owner.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == round.Syntax.SyntaxTree && round.Syntax.Span.Contains(r.Span)));

    private static bool RunsWithin(IOperation operation, IOperation round)
    {
        for (var parent = operation.Parent; parent != round; parent = parent.Parent)
        {
            if (parent is null or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return true;
    }
}
