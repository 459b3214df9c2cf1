using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Finds the races that a task takes part in, and tells whether a token ends them already.</summary>
internal static class TokenRaces
{
    /// <summary>The Task.WhenAny that a task is handed to, also by way of a local; null when there is none.</summary>
    public static IInvocationOperation? Around(IOperation task, CompilationContext compilation)
    {
        if (Taking(task, compilation) is { } race)
            return race;

        return task.ParentValue() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? LocalValues.Root(task).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).Select(r => Taking(r, compilation)).FirstOrDefault(r => r is not null)
            : null;
    }

    /// <summary>
    /// Whether the wait for a task ends early as it is: <c>Task.WhenAny(Task.Delay(pause), Task.Delay(-1, token))</c>, or beside the task of a source that
    /// <c>token.Register(() =&gt; source.TrySetResult())</c> completes.
    /// </summary>
    public static bool EndWithToken(IOperation task, CompilationContext compilation)
    {
        if (Around(task, compilation) is not { } race)
            return false;

        var slots = TokenSlots.For(compilation);
        return race.Descendants().Any(o => o is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation && slots.IsToken(o.Type))
            || race.Descendants().Any(o => o is IPropertyReferenceOperation { Property.Name: "Task", Instance: ILocalReferenceOperation { Local: var source } } && IsCompletedByToken(source, race, slots));
    }

    private static IInvocationOperation? Taking(IOperation task, CompilationContext compilation)
    {
        var race = task.Parent;
        while (race is IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation or IArgumentOperation)
            race = race.Parent;

        return race is IInvocationOperation { TargetMethod: { Name: "WhenAny" } method } call && method.IsMemberOf(AwaitableTypes.For(compilation).Task) ? call : null;
    }

    private static bool IsCompletedByToken(ILocalSymbol source, IOperation place, TokenSlots slots) => LocalValues.Root(place).Descendants().Any(o =>
        o is IInvocationOperation { TargetMethod.Name: "Register" or "UnsafeRegister", Instance: { } token } call
        && slots.IsToken(token.Type)
        && call.Descendants().Any(d => d is ILocalReferenceOperation reference && reference.Local.Is(source)));
}
