using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells whether the code around a task waits for it: only then does it go on when the task is cancelled.</summary>
internal static class WaitedFor
{
    private const int LongestTrace = 4;

    /// <summary>What a newer compiler makes of <c>[a, b]</c>, and of tasks that are written one by one for a span: a kind without a name in the oldest one.</summary>
    private const OperationKind Collection = (OperationKind)127;

    /// <summary>Runs what it is handed once for all who ask: whoever gives up must not end it for the others.</summary>
    private static readonly ImmutableArray<string> SharedWork = ImmutableArray.Create("GetOr", "AddOrGet", "AddOrUpdate", "LazyInit");

    /// <summary>Whether a task is awaited, returned to somebody who awaits it, or gathered with others that are.</summary>
    public static bool Is(IOperation task, CompilationContext compilation) => Is(task, compilation, LongestTrace);

    /// <summary>Whether the very next thing that happens to a task is its await.</summary>
    public static bool IsAtOnce(IOperation task) =>
        task.ParentValue() is IAwaitOperation
        || (task.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured && configured.Instance == task && configured.ParentValue() is IAwaitOperation);

    /// <summary>Whether a function inside another is run as part of it, and waited for, so that what is given to the outer one holds for it too.</summary>
    public static bool RunsWithin(IOperation function, CompilationContext compilation) => function switch
    {
        IAnonymousFunctionOperation lambda => RunsWithin(lambda, compilation, LongestTrace),
        ILocalFunctionOperation local => IsCalled(local, compilation, LongestTrace),
        _ => true,
    };

    private static bool Is(IOperation task, CompilationContext compilation, int hops)
    {
        if (hops == 0)
            return false;

        var child = task;
        for (var parent = task.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IAwaitOperation:
                    return true;
                case IForEachLoopOperation { IsAsynchronous: true } loop:
                    return loop.Collection == child;
                case { Kind: Collection }:
                    continue;
                case IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation:
                case IConditionalOperation choice when choice.Condition != child:
                case ICoalesceOperation or IConditionalAccessOperation:
                case ISwitchExpressionArmOperation or ISwitchExpressionOperation:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "WaitAsync" }:
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    if (IsGathering(call, compilation) || GivesTaskOn(argument, call) || call.TargetMethod is { Name: "ConfigureAwait", IsExtensionMethod: true })
                    {
                        child = parent;
                        parent = call;
                        continue;
                    }

                    return call.TargetMethod.Name == "Add" && call.Instance?.Unwrap() is ILocalReferenceOperation list && IsUsed(list, compilation, hops);
                case IReturnOperation returned:
                    return FunctionAround(returned) is not IAnonymousFunctionOperation lambda || RunsWithin(lambda, compilation, hops - 1);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return LocalValues.Root(task).Descendants().OfType<ILocalReferenceOperation>().Any(r => r.Local.Is(declarator.Symbol) && Is(r, compilation, hops - 1));
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                    return IsUsed(local, compilation, hops);
                default:
                    // What stands in an object or a call of unknown code is somebody else's to wait for.
                    return false;
            }
        }

        return false;
    }

    private static bool IsUsed(ILocalReferenceOperation local, CompilationContext compilation, int hops) =>
        LocalValues.Root(local).Descendants().OfType<ILocalReferenceOperation>().Any(r => r != local && r.Local.Is(local.Local) && Is(r, compilation, hops - 1));

    /// <summary>WhenAll and its kin, and the operators of LINQ that hand tasks on to it.</summary>
    private static bool IsGathering(IInvocationOperation call, CompilationContext compilation) =>
        (call.TargetMethod.Name is "WhenAll" or "WhenAny" or "WhenEach" && call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Task)))
        || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable));

    /// <summary>Whether a library makes another task of the one that its extension is called on: <c>url.PostJsonAsync(order).ReceiveJson&lt;Answer&gt;()</c>.</summary>
    private static bool GivesTaskOn(IArgumentOperation argument, IInvocationOperation call) =>
        call.TargetMethod is { IsExtensionMethod: true, DeclaringSyntaxReferences.IsEmpty: true, ReturnType.Name: "Task" or "ValueTask" }
        && argument.Parameter is { Ordinal: 0, Type.Name: "Task" or "ValueTask" };

    private static bool RunsWithin(IAnonymousFunctionOperation lambda, CompilationContext compilation, int hops)
    {
        IOperation value = lambda;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        if (value.Parent is not IArgumentOperation { Parent: IInvocationOperation call })
            return false;

        foreach (var name in SharedWork)
        {
            if (call.TargetMethod.Name.StartsWith(name, StringComparison.Ordinal))
                return false;
        }

        return Is(call, compilation, hops);
    }

    private static bool IsCalled(ILocalFunctionOperation local, CompilationContext compilation, int hops)
    {
        foreach (var operation in LocalValues.Root(local).Descendants())
        {
            if (operation is IInvocationOperation call && call.TargetMethod.OriginalDefinition.Is(local.Symbol) && Is(call, compilation, hops - 1))
                return true;
        }

        return false;
    }

    private static IOperation? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
        }

        return null;
    }
}
