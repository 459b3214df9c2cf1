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

    /// <summary>
    /// The wait that an operation is; null when it is none, or only asks: with a limit of zero nothing waits. A lock between processes is
    /// none either, as nothing that could be awaited does its work.
    /// </summary>
    public static ThreadWait? Of(IOperation operation, CompilationContext compilation)
    {
        if (operation is not IInvocationOperation call
            || ThreadWaits.For(compilation).Find(call.TargetMethod) is not { } instead
            || call.Arguments.Any(a => BlockingWait.IsZero(a.Value)))
        {
            return null;
        }

        if (call.Instance?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "WaitHandle", ContainingType: { } owner } } && owner.Is(compilation.Type(TypeNames.System.CancellationToken)))
            return new ThreadWait(call, ThreadWaits.DelayWithToken);

        if (call.Instance?.Unwrap() is not { Type: { } type } instance || !IsLock(type, compilation))
            return new ThreadWait(call, instead);

        return IsBetweenProcesses(instance) ? null : new ThreadWait(call, ThreadWaits.Semaphore);
    }

    private static bool IsLock(ITypeSymbol type, CompilationContext compilation) =>
        type.Is(compilation.Type(TypeNames.Tasks.Mutex)) || type.Is(compilation.Type(TypeNames.Tasks.Semaphore));

    /// <summary>Whether the lock is made with a name that other processes can open.</summary>
    private static bool IsBetweenProcesses(IOperation instance) =>
        instance is ILocalReferenceOperation local
        && LocalValues.SetOnce(local)?.Unwrap() is { } made
        && (made is IInvocationOperation { TargetMethod.Name: "OpenExisting" }
            || made is IObjectCreationOperation creation
                && creation.Arguments.Any(a => a.Parameter is { Type.SpecialType: SpecialType.System_String } && a.Value.ConstantValue is not { HasValue: true, Value: null }));
}
