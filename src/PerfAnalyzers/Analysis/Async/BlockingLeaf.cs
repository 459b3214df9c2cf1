using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>One operation that surely keeps its thread waiting: for a task, for something outside, for time, or for another thread.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Name">How a reader knows it.</param>
/// <param name="Location">The smallest text that shows it.</param>
internal sealed record BlockingLeaf(IOperation Operation, string Name, Location Location)
{
    /// <summary>Whether only time has to pass: behind a condition that is the rare case, a limit that was reached or something to be tried again.</summary>
    public bool IsPause { get; init; }

    /// <summary>Whether a task or another machine is waited for, rather than a file, time or a thread.</summary>
    public bool WaitsForOthers { get; init; }

    public static BlockingLeaf? Of(IOperation operation, CompilationContext compilation)
    {
        if (BlockingWait.Find(operation, WaitPrimitives.For(compilation)) is { OnlyAsks: false } wait)
        {
            var completed = CompletedTasks.For(compilation);
            return (wait.Tasks.Any() && wait.Tasks.All(completed.IsComplete)) || wait.Tasks.Any(t => IsGiven(t, compilation) || IsInherited(t, compilation))
                ? null
                : Of(wait);
        }

        if (SynchronousIo.Of(operation, compilation) is { Confidence: Confidence.High } io)
            return new BlockingLeaf(operation, io.Name, io.Location) { WaitsForOthers = RoundTripReader.For(compilation).Read(operation) is { LeavesMachine: true } };

        return ThreadWait.Of(operation, compilation) is { } thread ? new BlockingLeaf(operation, thread.Name, RoundTrip.Shortest(operation)) { IsPause = thread.Operation.TargetMethod.Name is "Sleep" or "SpinUntil" } : null;
    }

    /// <summary>The wait for a task that a method is handed, as in <c>RunSync(this Task task)</c>; whether it keeps a thread waiting is up to what is handed over.</summary>
    public static (BlockingLeaf Leaf, IParameterSymbol Task)? OfGiven(IOperation operation, CompilationContext compilation) =>
        BlockingWait.Find(operation, WaitPrimitives.For(compilation)) is { OnlyAsks: false, HasTimeout: false, Task: { } task } wait
        && TaskStorage.Unwrap(task, AwaitableTypes.For(compilation)) is IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } given }
        && !CompletedTasks.For(compilation).IsComplete(task)
            ? (Of(wait), given)
            : null;

    /// <summary>
    /// Whether a task that is handed over is one that a call has just started, that nobody has waited for, and that does wait for something itself:
    /// what is async for the sake of an interface is done when it comes back.
    /// </summary>
    public static bool IsStarted(IOperation task, CompilationContext compilation, CancellationToken cancellationToken) =>
        TaskStorage.Unwrap(task, AwaitableTypes.For(compilation)) is IInvocationOperation call
        && AwaitableTypes.For(compilation).IsTaskLike(call.TargetMethod.ReturnType)
        && !CompletedTasks.For(compilation).IsComplete(task)
        && !IsInherited(task, compilation)
        && (!CallTargets.MayRunSource(call.TargetMethod)
            || CallTargets.Of(call, compilation).Methods.IsEmpty
            || !RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken).IsEmpty);

    private static BlockingLeaf Of(BlockingWait wait) => new(wait.Operation, wait.Name, Location.Create(wait.Operation.Syntax.SyntaxTree, wait.Span)) { WaitsForOthers = true };

    /// <summary>
    /// Whether a class in source has the task from a method that a library wrote into its base class, as visitors do: whether anything is waited for
    /// is up to what the class overrides, which often only computes.
    /// </summary>
    private static bool IsInherited(IOperation task, CompilationContext compilation) =>
        TaskStorage.Unwrap(task, AwaitableTypes.For(compilation)) is IInvocationOperation { TargetMethod: { } method, Instance.Type: { } receiver }
        && method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
        && !receiver.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
        && !method.ContainingNamespace.IsFramework()
        && !RoundTripReader.For(compilation).Knows(method);

    /// <summary>Whether the caller hands over the task, or what holds it: then the caller knows whether it is done.</summary>
    private static bool IsGiven(IOperation task, CompilationContext compilation) =>
        TaskOrigins.Of(task, AwaitableTypes.For(compilation), compilation).Places.Any(p => p is IParameterReferenceOperation);
}
