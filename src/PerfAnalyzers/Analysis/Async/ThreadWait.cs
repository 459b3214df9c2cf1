using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>One place where a thread waits for time to pass, or for another thread.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record ThreadWait(IInvocationOperation Operation, string Instead)
{
    /// <summary>The wait as a reader calls it.</summary>
    public string Name => Operation.TargetMethod.IsStatic || Operation.TargetMethod.Name is "Wait" or "WaitOne" or "Join" or "Take"
        ? $"{Operation.TargetMethod.ContainingType.Name}.{Operation.TargetMethod.Name}"
        : Operation.TargetMethod.Name;

    /// <summary>The wait that an operation is; null when it is none, or only asks: with a limit of zero nothing waits.</summary>
    public static ThreadWait? Of(IOperation operation, CompilationContext compilation) =>
        operation is IInvocationOperation call && ThreadWaits.For(compilation).Find(call.TargetMethod) is { } instead && !call.Arguments.Any(a => BlockingWait.IsZero(a.Value))
            ? new ThreadWait(call, instead)
            : null;
}
