using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells what a loop statement is for, from its header and what its body does.</summary>
internal static class LoopClassifier
{
    private static readonly ConditionalWeakTable<IOperation, Iteration> Known = new();

    /// <summary>The iteration that a loop statement is; found out once, however many places in it are asked about.</summary>
    public static Iteration Of(ILoopOperation loop, CompilationContext compilation) => Known.GetValue(loop, key => key switch
    {
        IForEachLoopOperation forEach => ForEach(forEach, compilation),
        IForLoopOperation counting => For(counting),
        IWhileLoopOperation condition => While(condition, compilation),
        _ => new Iteration(IterationForm.While, IterationKind.Unknown, key, null, ImmutableArray<ISymbol>.Empty, ((ILoopOperation)key).Body),
    });

    private static Iteration ForEach(IForEachLoopOperation loop, CompilationContext compilation)
    {
        var kind = LoopShape.GoesThroughPauses(loop) ? IterationKind.Retry : SequenceSize.Kind(loop.Collection, compilation);
        var form = loop.IsAsynchronous ? IterationForm.AwaitForEach : IterationForm.ForEach;
        return new Iteration(form, kind, loop, loop.Collection.Unwrap(), ImmutableArray<ISymbol>.CastUp(loop.Locals), loop.Body);
    }

    private static Iteration For(IForLoopOperation loop)
    {
        var counters = ImmutableArray<ISymbol>.CastUp(loop.Locals);
        var bound = Bound(loop);
        var start = Start(loop);
        return new Iteration(IterationForm.For, ForKind(loop, start, bound), loop, CountedSequence(bound) ?? CountedSequence(start), counters, loop.Body);
    }

    private static Iteration While(IWhileLoopOperation loop, CompilationContext compilation)
    {
        var form = loop.ConditionIsTop ? IterationForm.While : IterationForm.DoWhile;
        var (kind, source) = WhileKind(loop, compilation);
        var facts = LoopFacts.Of(loop);
        var enumerator = loop.Condition is { } condition ? Enumerator(condition)?.Local : null;
        var variables = loop.Condition is null
            ? ImmutableArray<ISymbol>.Empty
            : LoopFacts.ReferencedSymbols(loop.Condition).Where(s => facts.Writes(s) || s.Is(enumerator)).ToImmutableArray();
        return new Iteration(form, kind, loop, source, variables, loop.Body);
    }

    private static IterationKind ForKind(IForLoopOperation loop, IOperation? start, IOperation? bound)
    {
        if (loop.Condition is null)
            return LoopShape.Endless(loop);

        if (!StepsByOne(loop))
            return IterationKind.Chunk;

        if (LoopShape.Retries(loop))
            return IterationKind.Retry;

        if (loop.AtLoopBottom.IsEmpty && LoopShape.IsReplaced(loop, loop.Condition))
            return IterationKind.Steered;

        // With such an end the number is only there so that the loop cannot run forever.
        if (CountedSequence(bound) is null && LoopShape.EndsOnEmptyBatch(loop))
            return IterationKind.Page;

        if (start?.ConstantValue is { HasValue: true, Value: int first } && bound?.ConstantValue is { HasValue: true, Value: int last }
            && Math.Abs((long)last - first) <= SequenceSize.Few)
        {
            return IterationKind.FewElements;
        }

        return LoopShape.Pages(loop, CountedSequence(bound)?.ReferencedSymbol()) ? IterationKind.Page : IterationKind.PerElement;
    }

    private static bool StepsByOne(IForLoopOperation loop)
    {
        foreach (var step in loop.AtLoopBottom)
        {
            switch (step is IExpressionStatementOperation statement ? statement.Operation.Unwrap() : step)
            {
                case ICompoundAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: 1 } }:
                case IIncrementOrDecrementOperation:
                    continue;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract }:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The side of the condition that the counter is compared with.</summary>
    private static IOperation? Bound(IForLoopOperation loop)
    {
        if (loop.Condition?.Unwrap() is not IBinaryOperation comparison)
            return null;

        return comparison.LeftOperand.ReferencedSymbol() is ILocalSymbol local && loop.Locals.Contains(local)
            ? comparison.RightOperand.Unwrap()
            : comparison.LeftOperand.Unwrap();
    }

    /// <summary>The value that the first counter starts with.</summary>
    public static IOperation? Start(IForLoopOperation loop) =>
        loop.Before.SelectMany(b => b.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>().FirstOrDefault()?.GetVariableInitializer()?.Value.Unwrap();

    /// <summary>The <c>items</c> of <c>i &lt; items.Count</c> and of <c>i = items.Count - 1</c>.</summary>
    private static IOperation? CountedSequence(IOperation? bound) => bound switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } last => CountedSequence(last.LeftOperand.Unwrap()),
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } sequence } => sequence.Unwrap(),
        IInvocationOperation { TargetMethod.Name: "Count" } call => call.Receiver()?.Unwrap(),
        _ => null,
    };

    /// <summary>The <c>items</c> of <c>while (true) { if (i &gt;= items.Count) break; ... i++; }</c></summary>
    private static IOperation? CountedToExit(IWhileLoopOperation loop) =>
        loop.Body is IBlockOperation { Operations: { Length: > 1 } statements }
        && statements[0] is IConditionalOperation { WhenFalse: null, Condition: { } condition } test
        && condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals } comparison
        && LoopShape.IsBreakOf(test.WhenTrue is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : test.WhenTrue, loop)
            ? CountedThrough(loop, comparison)
            : null;

    /// <summary>The <c>items</c> of <c>while (i &lt; items.Count) { ... i++; }</c>, which is the loop over elements that <c>for</c> would write.</summary>
    private static IOperation? CountedThrough(IWhileLoopOperation loop, IOperation condition)
    {
        return condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals } comparison ? CountedThrough(loop, comparison) : null;
    }

    /// <param name="loop">The loop.</param>
    /// <param name="comparison">The test of the counter against the number of elements, whichever way it is written.</param>
    private static IOperation? CountedThrough(IWhileLoopOperation loop, IBinaryOperation comparison)
    {
        if (comparison.LeftOperand.ReferencedSymbol() is not ILocalSymbol counter
            || CountedSequence(comparison.RightOperand.Unwrap()) is not { } sequence
            || sequence.ReferencedSymbol() is not { } list
            || LoopFacts.Of(loop).Writes(list)
            || LoopFacts.Of(loop).Mutates(list))
        {
            return null;
        }

        var writes = loop.Body.DescendantsAndSelf().Where(o => o switch
        {
            IIncrementOrDecrementOperation step => step.Target.ReferencedSymbol().Is(counter),
            IAssignmentOperation assignment => assignment.Target.ReferencedSymbol().Is(counter),
            _ => false,
        }).ToList();
        return writes.Count == 1 && writes[0] is IIncrementOrDecrementOperation { Kind: OperationKind.Increment } ? sequence : null;
    }

    /// <summary>The <c>e</c> of <c>while (e.MoveNext())</c>, which stands for another element in each round.</summary>
    private static ILocalReferenceOperation? Enumerator(IOperation condition) =>
        condition.UnwrapAwait() is IInvocationOperation { TargetMethod.Name: "MoveNext" or "MoveNextAsync", Instance: { } instance } ? instance.Unwrap() as ILocalReferenceOperation : null;

    /// <summary>What such a loop goes through, as <c>foreach</c> would: the <c>items</c> of <c>var e = items.GetEnumerator()</c>.</summary>
    private static IOperation? Enumerated(IOperation condition) =>
        Enumerator(condition) is { } enumerator && LocalValues.SetOnce(enumerator)?.Unwrap() is IInvocationOperation { TargetMethod.Name: "GetEnumerator" or "GetAsyncEnumerator" } made ? made.Receiver()?.Unwrap() : null;

    private static (IterationKind Kind, IOperation? Source) WhileKind(IWhileLoopOperation loop, CompilationContext compilation)
    {
        if (loop.Condition?.Unwrap() is not { } condition || condition.ConstantValue is { HasValue: true, Value: true })
            return LoopShape.Endless(loop) is not IterationKind.Unknown and var kind ? (kind, null) : CountedToExit(loop) is { } gone ? (IterationKind.PerElement, gone) : (IterationKind.Unknown, null);

        if (LoopShape.Polls(condition) || LoopShape.Waits(loop.Body))
            return (IterationKind.Poll, null);

        if (LoopShape.Reads(condition) is { } reader)
            return Enumerated(condition) is { } elements ? (SequenceSize.Kind(elements, compilation), elements) : (IterationKind.PerElement, reader);

        if (LoopShape.Consumes(condition))
            return (IterationKind.Consumer, null);

        if (LoopShape.Retries(loop))
            return (IterationKind.Retry, null);

        if (LoopShape.Pages(loop) || LoopShape.EndsOnEmptyBatch(loop))
            return (IterationKind.Page, null);

        if (LoopShape.WorksThroughList(loop, compilation) is { } list)
            return (IterationKind.Steered, list);

        if (CountedThrough(loop, condition) is { } counted)
            return (IterationKind.PerElement, counted);

        return (LoopShape.IsSteered(loop, condition) ? IterationKind.Steered : IterationKind.Unknown, null);
    }
}
