using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells what runs at the same time as a call.</summary>
internal static class Concurrency
{
    /// <summary>
    /// The iteration whose rounds run side by side and that the call is part of: the body of a parallel loop, or a function that starts a
    /// task per element which nobody awaits before the next one starts. Null when the rounds wait for each other.
    /// </summary>
    public static Iteration.Iteration? FanOut(IOperation call, CompilationContext compilation)
    {
        foreach (var iteration in Iterations.Around(call, compilation))
        {
            switch (iteration.Form)
            {
                case IterationForm.ParallelCallback:
                case IterationForm.Callback when iteration.Operation is IInvocationOperation { TargetMethod.Name: "Select" or "ToDictionary" } select && IsGatheredLater(select, compilation):
                    return iteration;
                case not IterationForm.Callback:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether a round only starts a call and goes on, so that a client which sends what it has in a row waits for all of them together.</summary>
    public static bool IsOnlyStarted(IOperation operation, CompilationContext compilation)
    {
        if (operation is not IInvocationOperation { TargetMethod.ReturnType.Name: "Task" or "ValueTask" } call)
            return false;

        // What follows on the answer is part of the task that is kept.
        IOperation task = call;
        while (task.Parent is IConversionOperation or IInvocationOperation { TargetMethod.Name: "ContinueWith" or "Unwrap" })
            task = task.Parent;

        return task.Parent is ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IDiscardOperation }
            or IExpressionStatementOperation
            || IsCollected(task)
            || (task.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } && IsCollected(local, task))
            || FanOut(call, compilation) is not null;
    }

    /// <summary><c>tasks.Add(task)</c>.</summary>
    private static bool IsCollected(IOperation task) => task.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "Enqueue" or "Push" } };

    /// <summary>Whether all that is done with the task of a local is to collect it.</summary>
    private static bool IsCollected(ILocalSymbol local, IOperation declared)
    {
        var isCollected = false;
        foreach (var operation in LocalValues.Root(declared).DescendantsAndSelf())
        {
            if (operation is not ILocalReferenceOperation use || !use.Local.Is(local))
                continue;

            IOperation value = use;
            while (value.Parent is IConversionOperation)
                value = value.Parent;

            if (!IsCollected(value))
                return false;

            isCollected = true;
        }

        return isCollected;
    }

    /// <summary>Whether the next round begins before a call of this one has come back: it is only started, or stands in work that another thread is given.</summary>
    public static bool NobodyWaitsInRound(IOperation operation, Iteration.Iteration loop, CompilationContext compilation)
    {
        if (IsOnlyStarted(operation, compilation) || FanOut(operation, compilation) is not null)
            return true;

        for (var parent = operation.Parent; parent is not null && parent != loop.Operation; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function
                && (function.Parent as IDelegateCreationOperation ?? (IOperation)function).ParentValue() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Run" or "StartNew" } detour }
                && IsOnlyStarted(detour, compilation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The call that was started before another one and that nobody has awaited yet.</summary>
    /// <param name="call">The call that starts another one.</param>
    /// <param name="isMeant">Whether a call that was started before is one that must not run beside it.</param>
    /// <param name="compilation">Tells what waits for several tasks.</param>
    public static IInvocationOperation? PendingBefore(IInvocationOperation call, Func<IInvocationOperation, bool> isMeant, CompilationContext compilation)
    {
        if (IsArgumentOfGather(call, compilation) is { } gather)
        {
            return gather.Descendants().OfType<IInvocationOperation>().FirstOrDefault(other =>
                other != call && other.Syntax.SpanStart < call.Syntax.SpanStart && IsArgumentOfGather(other, compilation) == gather && isMeant(other));
        }

        IOperation child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IBlockOperation block:
                    return Pending(block, child, isMeant);
                case IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation or IConditionalOperation:
                    return null;
            }
        }

        return null;
    }

    private static IInvocationOperation? Pending(IBlockOperation block, IOperation until, Func<IInvocationOperation, bool> isMeant)
    {
        IInvocationOperation? pending = null;
        ILocalSymbol? task = null;
        foreach (var statement in block.Operations)
        {
            if (task is not null && statement.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation reference && reference.Local.Is(task)))
                (pending, task) = (null, null);

            if (statement == until)
                return pending;

            if (Started(statement) is var (local, started) && isMeant(started))
                (pending, task) = (started, local);
        }

        return null;
    }

    /// <summary><c>var task = StartAsync();</c></summary>
    private static (ILocalSymbol Local, IInvocationOperation Call)? Started(IOperation statement) =>
        statement is IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations }
        && declarations[0].Declarators is { Length: 1 } declarators
        && declarators[0].GetVariableInitializer()?.Value.Unwrap() is IInvocationOperation call
        && call.TargetMethod.ReturnType.Name is "Task" or "ValueTask"
            ? (declarators[0].Symbol, call)
            : null;

    /// <summary>The WhenAll that the call stands in as one of the tasks.</summary>
    private static IInvocationOperation? IsArgumentOfGather(IOperation call, CompilationContext compilation)
    {
        var parent = call.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation)
            parent = parent.Parent;

        // What is listed for a span of parameters stands in an operation that older compilers have no name for.
        if (parent is not IArgumentOperation && parent?.Parent is IArgumentOperation { ArgumentKind: not ArgumentKind.Explicit } listed)
            parent = listed;

        return parent is IArgumentOperation { Parent: IInvocationOperation gather } && Gathers(gather, compilation) ? gather : null;
    }

    /// <summary>Whether the tasks of a projection are awaited together, and not one by one.</summary>
    private static bool IsGatheredLater(IOperation tasks, CompilationContext compilation)
    {
        var current = tasks;
        for (var parent = current.Parent; parent is not null; current = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IArgumentOperation or IVariableInitializerOperation:
                case IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" }:
                case { Syntax: var part } when LiteralSyntax.IsCollection(part) || LiteralSyntax.IsSpread(part):
                    continue;
                case IInvocationOperation gather:
                    return Gathers(gather, compilation);
                case IVariableDeclaratorOperation declarator:
                    return LocalValues.Root(parent).DescendantsAndSelf().Any(o =>
                        o is IInvocationOperation gather
                        && Gathers(gather, compilation)
                        && gather.Arguments.Any(a => Gathered(a.Value) is ILocalReferenceOperation reference && reference.Local.Is(declarator.Symbol)));
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>What holds the tasks that are waited for: also a dictionary whose values they are.</summary>
    private static IOperation Gathered(IOperation tasks) => tasks.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Values", Instance: { } dictionary } => dictionary.Unwrap(),
        IInvocationOperation { TargetMethod.Name: "Select" } select when select.Receiver() is { } pairs => pairs.Unwrap(),
        var other => other,
    };

    private static bool Gathers(IInvocationOperation call, CompilationContext compilation) =>
        (call.TargetMethod.Name is "WhenAll" or "WaitAll" && call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Task))) || call.TargetMethod is { Name: "ContinueWhenAll", ContainingType.Name: "TaskFactory" };
}
