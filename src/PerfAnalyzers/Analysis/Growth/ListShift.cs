using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Growth;

/// <summary>How a call makes a list move its elements.</summary>
internal enum ShiftKind
{
    /// <summary>The first element goes: <c>RemoveAt(0)</c>.</summary>
    TakesFirst,

    /// <summary>A new first element comes: <c>Insert(0, x)</c>.</summary>
    InsertsFirst,

    /// <summary>The element that a loop over the list stands at goes: <c>RemoveAt(i)</c>, or <c>Remove(x)</c> in a loop over a copy.</summary>
    RemovesInPlace,

    /// <summary>An element that has to be found first goes: <c>Remove(x)</c>.</summary>
    RemovesValue,

    /// <summary>The element that the round has chosen goes, until there is none left: <c>while (open.Count &gt; 0) { ...; open.Remove(next); }</c></summary>
    RemovesChosen,
}

/// <summary>A call, once per element, that makes a list move all elements behind one.</summary>
/// <param name="Call">The call.</param>
/// <param name="Kind">What it does.</param>
/// <param name="List">The list.</param>
/// <param name="Loop">The loop that makes it happen again and again.</param>
internal sealed record ListShift(IInvocationOperation Call, ShiftKind Kind, IOperation List, Iteration.Iteration Loop)
{
    /// <summary>Reads a call; null when it moves nothing, or when the list does not outlive the rounds.</summary>
    public static ListShift? Read(IInvocationOperation call, CompilationContext compilation)
    {
        if (!call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.ListOfT)) || call.Receiver() is not { } list || list.ReferencedSymbol() is null)
            return null;

        return call.TargetMethod.Name switch
        {
            "RemoveAt" when IsZero(call.Argument(0)) => TakeFirst(call, list, compilation),
            "Insert" when IsZero(call.Argument(0)) => Find(call, ShiftKind.InsertsFirst, list, compilation),
            "RemoveAt" => InPlace(call, list, compilation) ?? Chosen(call, list, compilation),
            "Remove" => Find(call, ShiftKind.RemovesValue, list, compilation) is { } found
                ? found.IsOverCopy(compilation) ? found with { Kind = ShiftKind.RemovesInPlace } : found
                : Chosen(call, list, compilation),
            _ => null,
        };
    }

    /// <summary>Whether something is waited for in each round, which takes far longer than to move many elements.</summary>
    public bool IsBesideWaiting => LoopShape.AwaitsInEachRound(Loop);

    /// <summary>Whether an element goes only after something has worked that may fail: that is seen element by element.</summary>
    public bool IsOfAttempt
    {
        get
        {
            for (var parent = Call.Parent; parent is not null && parent != Loop.Operation; parent = parent.Parent)
            {
                if (parent is ITryOperation { Catches.Length: > 0 })
                    return true;
            }

            return false;
        }
    }

    /// <summary>Whether other calls in the loop add to the list, or take from it.</summary>
    public bool HasOther(params string[] methods)
    {
        foreach (var operation in Loop.Operation.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation other && other != Call && methods.Contains(other.TargetMethod.Name) && other.Receiver() is { } receiver && GrownVariable.IsSame(receiver, List))
                return true;
        }

        return false;
    }

    /// <summary>Whether the element that was taken from the start comes in again: the list turns around, or the element waits for its turn.</summary>
    public bool PutsTakenBack
    {
        get
        {
            foreach (var operation in Loop.Operation.DescendantsAndSelf())
            {
                if (operation is IInvocationOperation { TargetMethod.Name: "Add" or "Insert" } back
                    && back.Receiver() is { } receiver
                    && GrownVariable.IsSame(receiver, List)
                    && back.Arguments[back.Arguments.Length - 1].Value is var put
                    && (IsFirst(put) || (put.Unwrap() is ILocalReferenceOperation local && LocalValues.FirstValue(local) is { } taken && IsFirst(taken))))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool IsFirst(IOperation value) => value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner, Arguments: { Length: 1 } at } => GrownVariable.IsSame(owner, List) && IsZero(at[0].Value),
        IInvocationOperation { TargetMethod: { Name: "First" or "FirstOrDefault", IsExtensionMethod: true } } first => first.Receiver() is { } owner && GrownVariable.IsSame(owner, List),
        _ => false,
    };

    /// <summary>Whether the loop goes through a copy of the list that it removes from: <c>foreach (var x in list.ToList()) list.Remove(x);</c></summary>
    private bool IsOverCopy(CompilationContext compilation) =>
        Loop.Source?.Unwrap() is IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" } method } copy
        && (method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) || method.IsMemberOf(compilation.Type(TypeNames.System.ListOfT)))
        && copy.Receiver() is { } copied
        && GrownVariable.IsSame(copied, List)
        && Call.Argument(0)?.ReferencedSymbol() is { } removed
        && Loop.Variables.Contains(removed, SymbolEqualityComparer.Default);

    private static ListShift? TakeFirst(IInvocationOperation call, IOperation list, CompilationContext compilation)
    {
        foreach (var iteration in Iterations.Around(call, compilation))
        {
            if (!GrownVariable.Survives(list, iteration))
                return null;

            // The list is emptied from its start: one round for each of its elements.
            if (iteration.Operation is IWhileLoopOperation { Condition: { } condition } && WorkLists.UntilEmpty(condition) is { } counted && GrownVariable.IsSame(counted, list))
                return iteration.Kind is IterationKind.Steered or IterationKind.Unknown or IterationKind.PerElement ? new ListShift(call, ShiftKind.TakesFirst, list, iteration) : null;

            if (iteration.Kind is IterationKind.FewElements or IterationKind.Once or IterationKind.Retry)
                continue;

            return iteration.Kind == IterationKind.PerElement ? new ListShift(call, ShiftKind.TakesFirst, list, iteration) : null;
        }

        return null;
    }

    private static ListShift? InPlace(IInvocationOperation call, IOperation list, CompilationContext compilation)
    {
        foreach (var iteration in Iterations.Around(call, compilation))
        {
            if (iteration.Form == IterationForm.For
                && iteration.Kind == IterationKind.PerElement
                && iteration.Source is { } source
                && GrownVariable.IsSame(source, list)
                && Place(call)?.ReferencedSymbol() is { } index
                && iteration.Variables.Contains(index, SymbolEqualityComparer.Default))
            {
                // Who goes through all from the end and takes each always takes the last.
                return CountsDown(iteration) && RunsInEachRound(call, iteration) ? null : new ListShift(call, ShiftKind.RemovesInPlace, list, iteration);
            }

            if (StandsAtElement(iteration, list, Place(call)))
                return new ListShift(call, ShiftKind.RemovesInPlace, list, iteration);

            if (iteration.Kind is not (IterationKind.FewElements or IterationKind.PerElement))
                return null;
        }

        return null;
    }

    /// <summary>The number of the element that goes; the <c>i</c> of <c>list.RemoveAt(i--)</c>.</summary>
    private static IOperation? Place(IInvocationOperation call) =>
        call.Argument(0)?.Unwrap() is IIncrementOrDecrementOperation { Kind: OperationKind.Decrement, IsPostfix: true, Target: { } index } ? index : call.Argument(0);

    /// <summary>Whether a loop goes on where an element stays: <c>while (i &lt; list.Count) { if (...) list.RemoveAt(i); else i++; }</c></summary>
    private static bool StandsAtElement(Iteration.Iteration loop, IOperation list, IOperation? index) =>
        loop.Operation is IWhileLoopOperation { Condition: { } condition, Body: { } body }
        && condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals } test
        && test.RightOperand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count", Instance: { } counted }
        && GrownVariable.IsSame(counted, list)
        && test.LeftOperand.ReferencedSymbol() is ILocalSymbol counter
        && counter.Is(index?.ReferencedSymbol())
        && LoopShape.OwnOperations(body).Any(o => o is IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step && step.Target.ReferencedSymbol().Is(counter));

    /// <summary>What stands at the end goes without a move.</summary>
    private static ListShift? Chosen(IInvocationOperation call, IOperation list, CompilationContext compilation) =>
        call.Argument(0)?.Unwrap() is ILocalReferenceOperation
        && Iterations.Around(call, compilation).FirstOrDefault() is { Operation: IWhileLoopOperation { Condition: { } condition }, Kind: IterationKind.Steered or IterationKind.Unknown or IterationKind.PerElement } loop
        && WorkLists.UntilEmpty(condition) is { } emptied
        && GrownVariable.IsSame(emptied, list)
        && GrownVariable.Survives(list, loop)
            ? new ListShift(call, ShiftKind.RemovesChosen, list, loop)
            : null;

    private static bool RunsInEachRound(IOperation place, Iteration.Iteration loop)
    {
        for (var parent = place.Parent; parent is not null && parent != loop.Operation; parent = parent.Parent)
        {
            if (parent is not (IBlockOperation or IExpressionStatementOperation))
                return false;
        }

        return !LoopShape.OwnOperations(loop.Body).Any(o => o is IBranchOperation { BranchKind: BranchKind.Continue });
    }

    private static bool CountsDown(Iteration.Iteration loop) =>
        loop.Operation is IForLoopOperation { AtLoopBottom: var steps } && steps.SelectMany(s => s.DescendantsAndSelf()).Any(s => s is IIncrementOrDecrementOperation { Kind: OperationKind.Decrement });

    private static ListShift? Find(IInvocationOperation call, ShiftKind kind, IOperation list, CompilationContext compilation) =>
        Iterations.PerElement(call, compilation, iteration => GrownVariable.Survives(list, iteration) ? true : null) is { } loop
            ? new ListShift(call, kind, list, loop)
            : null;

    private static bool IsZero(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: 0 };
}
