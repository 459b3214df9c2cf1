namespace PerfAnalyzers.Analysis.Async;

internal sealed partial class CompletionFacts
{
    private const int MostTasks = 400;

    private static readonly ImmutableArray<string> BatchVerbs = ImmutableArray.Create("Execute", "Batch", "Commit", "Flush");

    /// <summary>Whether awaiting <paramref name="awaited"/> leaves the task in <paramref name="place"/> done.</summary>
    private bool Completes(IOperation awaited, IOperation place)
    {
        var task = TaskStorage.Unwrap(awaited, types);
        while (task is ISimpleAssignmentOperation assignment)
        {
            if (Is(assignment.Target, place))
                return true;

            task = TaskStorage.Unwrap(assignment.Value, types);
        }

        if (TaskStorage.Same(task, place))
            return true;

        // var all = Task.WhenAll(a, b); await all;
        if (task is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } value && TaskStorage.Unwrap(value, types) is var stored && (stored is IInvocationOperation || IsUnboundWhenAll(stored)))
            return IsUnboundWhenAll(stored) ? stored.ChildOperations.Any(c => Holds(c, place)) : IsWhenAll((IInvocationOperation)stored) && Holds(stored, place);

        if (IsUnboundWhenAll(task))
            return task.ChildOperations.Any(c => Holds(c, place));

        // await (a, b), with an awaiter for tuples.
        if (task is ITupleOperation tuple)
            return tuple.Elements.Any(e => Is(e, place));

        // A continuation is done after what it continues.
        while (task is IInvocationOperation { TargetMethod: { Name: "ContinueWith" } method, Instance: { } antecedent } && types.Declares(method))
        {
            task = TaskStorage.Unwrap(antecedent, types);
            if (TaskStorage.Same(task, place))
                return true;
        }

        if (task is not IInvocationOperation call)
            return false;

        if (types.Declares(call.TargetMethod))
            return IsWhenAll(call) ? Holds(call, place) : call.TargetMethod.Name == "Run" && call.Arguments.Any(a => Waits(a.Value, place));

        // A helper that is handed the task and awaited waits for it: task.OrTimeout(...), WhenAllOrError(a, b).
        return IsTask(place) && (call.Arguments.Any(a => Holds(a.Value, place)) || RunsBatchOf(call, place));
    }

    /// <summary>Where some type does not bind, no overload is chosen: <c>Task.WhenAll(a, b)</c>.</summary>
    private static bool IsUnboundWhenAll(IOperation task) =>
        task is IInvalidOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WhenAll" } } };

    /// <summary>Whether an operation blocks until the task is done: what comes after it no longer blocks.</summary>
    private bool WaitsFor(IOperation operation, IOperation place)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { Name: "Result" } property, Instance: { } task }:
                return types.Declares(property) && Is(task, place);

            case IInvocationOperation { TargetMethod: { Name: "Wait" } method, Instance: { } task } call:
                return types.Declares(method) && Is(task, place) && (method.ReturnsVoid || IsCondition(call));

            case IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } }:
                return Is(task, place);

            case IInvocationOperation { TargetMethod: { Name: "WaitAll" } method } call:
                return types.Declares(method) && (method.ReturnsVoid || IsCondition(call)) && Holds(call, place);

            // source.SetResult(x) finishes source.Task.
            case IInvocationOperation { TargetMethod: { Name: "SetResult" or "TrySetResult" or "SetException" or "TrySetException" or "SetCanceled" or "TrySetCanceled" } method, Instance: { } source }:
                return method.ContainingType.Name == "TaskCompletionSource"
                    && place is IPropertyReferenceOperation { Property.Name: "Task", Instance: { } owner }
                    && TaskStorage.Same(owner, source);

            default:
                return false;
        }
    }

    private static bool IsCondition(IInvocationOperation call) =>
        call.Parent is IConditionalOperation or IUnaryOperation or IBinaryOperation or IWhileLoopOperation;

    private bool IsWhenAll(IInvocationOperation call) => call.TargetMethod.Name == "WhenAll" && types.Declares(call.TargetMethod);

    /// <summary>Whether <c>Task.Run(() => Task.WaitAll(tasks))</c> and the like wait for the task.</summary>
    private bool Waits(IOperation callback, IOperation place) =>
        callback.DescendantsAndSelf().Take(MostTasks).Any(o => WaitsFor(o, place));

    /// <summary>Whether a call is given the place, alone, in a list, or in a collection that was filled with it.</summary>
    private bool Holds(IInvocationOperation call, IOperation place) =>
        call.Arguments.Any(a => Holds(a.Value, place));

    private bool Holds(IOperation value, IOperation place)
    {
        foreach (var part in Parts(value))
        {
            if (Is(part, place))
                return true;

            if (part is ILocalReferenceOperation { Local: var local } collection && !types.IsTaskLike(local.Type) && IsFilledWith(collection, place))
                return true;
        }

        return false;
    }

    /// <summary>The values named in an expression, lambdas left out: they name elements.</summary>
    private static IEnumerable<IOperation> Parts(IOperation value)
    {
        var pending = new Stack<IOperation>();
        pending.Push(value);
        for (var count = 0; pending.Count > 0 && count < MostTasks; count++)
        {
            var part = pending.Pop();
            yield return part;

            if (part is IAnonymousFunctionOperation)
                continue;

            foreach (var child in part.ChildOperations)
                pending.Push(child);
        }
    }

    /// <summary>Whether the task was put into the collection: where it was made, by Add, or by index.</summary>
    private bool IsFilledWith(ILocalReferenceOperation collection, IOperation place)
    {
        foreach (var operation in LocalValues.Root(collection).DescendantsAndSelf())
        {
            var fills = operation switch
            {
                IVariableDeclaratorOperation declarator => declarator.Symbol.Is(collection.Local)
                    && declarator.GetVariableInitializer() is { } initial && Parts(initial.Value).Any(p => Is(p, place)),
                ISimpleAssignmentOperation assignment => TaskStorage.Covers(collection, assignment.Target) && Parts(assignment.Value).Any(p => Is(p, place)),
                IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Enqueue" or "Push" or "TryAdd" or "Append" or "Insert" } call =>
                    call.Receiver() is { } receiver && TaskStorage.Same(receiver, collection) && call.Arguments.Any(a => Parts(a.Value).Any(p => Is(p, place))),
                _ => false,
            };
            if (fills)
                return true;
        }

        return false;
    }

    /// <summary>tasks = tasks.OrderBy(...).ToList() puts no other tasks into the place.</summary>
    private static bool Reorders(ISimpleAssignmentOperation assignment)
    {
        var value = assignment.Value.Unwrap();
        var calls = 0;
        while (value is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Where" or "Reverse" or "Skip" or "Take" or "Distinct" or "ToList" or "ToArray" } call
            && TaskOrigins.IsCollectionCall(call)
            && call.Receiver() is { } receiver)
        {
            value = receiver.Unwrap();
            calls++;
        }

        return calls > 0 && TaskStorage.Same(value, assignment.Target);
    }

    /// <summary>Commands queued on a batch or transaction are done when that was awaited: await batch.ExecuteAsync().</summary>
    private bool RunsBatchOf(IInvocationOperation call, IOperation place)
    {
        if (call.Instance is not { } batch || !IsBatchCall(call))
            return false;

        return TaskStorage.RootLocal(place) is not null && LocalValues.Root(call).DescendantsAndSelf().Any(o => o switch
        {
            IVariableDeclaratorOperation declarator => TaskStorage.RootLocal(place).Is(declarator.Symbol)
                && declarator.GetVariableInitializer() is { } initial && IsQueued(initial.Value, batch),
            ISimpleAssignmentOperation assignment => TaskStorage.Covers(assignment.Target, place) && IsQueued(assignment.Value, batch),
            IInvocationOperation { TargetMethod.Name: "Add" } add => add.Receiver() is { } receiver && Is(receiver, place) && add.Arguments.Any(a => IsQueued(a.Value, batch)),
            _ => false,
        });
    }

    /// <summary>Whether a call is named like one that runs all that was queued on an object.</summary>
    public static bool IsBatchCall(IInvocationOperation call) =>
        call.Instance is { } batch && TaskStorage.IsStorage(batch) && BatchVerbs.Any(verb => call.TargetMethod.Name.Contains(verb));

    private bool IsQueued(IOperation value, IOperation batch) =>
        TaskStorage.Unwrap(value, types) is IInvocationOperation { Instance: { } owner } && TaskStorage.Same(owner, batch);

    /// <summary>Whether a place holds tasks, one or many, as its type tells.</summary>
    private bool IsTask(IOperation place) => types.IsTaskLike(place.Type)
        || (place.Type is IArrayTypeSymbol array && types.IsTaskLike(array.ElementType))
        || (place.Type is INamedTypeSymbol { IsGenericType: true } named && named.TypeArguments.Any(types.IsTaskLike));

    /// <summary>Whether an awaited task is taken from the collection.</summary>
    private bool IsElementOf(IOperation awaited, IOperation place)
    {
        var task = TaskStorage.Unwrap(awaited, types);
        for (var hops = 0; hops < 4; hops++)
        {
            if (TaskStorage.Same(task, place))
                return hops > 0;

            IOperation? next = task switch
            {
                ILocalReferenceOperation local => LoopSource(local),
                IInvocationOperation call when TaskOrigins.IsCollectionCall(call) => call.Receiver(),
                _ => TaskStorage.Owner(task),
            };
            if (next is null)
                return false;

            task = TaskStorage.Unwrap(next, types);
        }

        return false;
    }

    private static IOperation? LoopSource(ILocalReferenceOperation reference)
    {
        for (IOperation? current = reference; current is not null; current = current.Parent)
        {
            if (current is IForEachLoopOperation loop && loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default))
                return loop.Collection;
        }

        return null;
    }
}
