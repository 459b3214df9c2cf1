using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells which numbers count the rounds of a loop: <c>n</c> in <c>n++</c>, <c>i</c> in <c>for (var i = 0; ...; i++)</c>, the index of a callback.</summary>
internal static class RoundCounters
{
    private static readonly ConditionalWeakTable<IOperation, HashSet<ISymbol>> Known = new();

    /// <summary>Whether a value is such a number, or one that is a step further: <c>i + 1</c>, <c>++n</c>.</summary>
    public static bool Counts(IOperation value, Iteration iteration)
    {
        value = value.Unwrap();
        if (value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, RightOperand.ConstantValue.HasValue: true } further)
            value = further.LeftOperand.Unwrap();

        return value switch
        {
            IIncrementOrDecrementOperation step => OutlivesRounds(step.Target, iteration),
            IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType: { Name: "Interlocked", ContainingNamespace.Name: "Threading" } } } => true,
            _ => value.ReferencedSymbol() is { } symbol && (IsIndex(symbol, iteration) || (IsSteppedBy(iteration, symbol) && OutlivesRounds(value, iteration))),
        };
    }

    /// <summary>
    /// Whether a place runs for what has come together, which is then taken back to nothing, while each round adds to it: <c>if (size - used &lt; part.Length) { ...; used = 0; } used += part.Length;</c>
    /// </summary>
    public static bool IsForSum(IOperation place, Iteration iteration)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation test && test.WhenTrue == child && IsTakenBack(test.Condition, child, iteration))
                return true;
        }

        return false;
    }

    private static bool IsTakenBack(IOperation condition, IOperation branch, Iteration iteration) =>
        condition.DescendantsAndSelf().Any(o =>
            o is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } test
            && !IsNothing(test.LeftOperand)
            && !IsNothing(test.RightOperand)
            && LoopFacts.ReferencedSymbols(test).Any(s => s is ILocalSymbol or IFieldSymbol && IsTakenBack(s, branch, iteration)));

    private static bool IsTakenBack(ISymbol sum, IOperation branch, Iteration iteration) =>
        !LoopFacts.Of(iteration).Declares(sum)
        && branch.Descendants().Any(o => o is ISimpleAssignmentOperation reset && reset.Target.ReferencedSymbol().Is(sum) && IsNothing(reset.Value))
        && iteration.Body.Descendants().Any(o =>
            o is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: var grown } && grown.ReferencedSymbol().Is(sum) && !branch.Syntax.Span.Contains(o.Syntax.Span));

    private static bool IsNothing(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: 0 or 0L };

    private static bool IsSteppedBy(Iteration iteration, ISymbol symbol) => Known.GetValue(iteration.Operation, Collect).Contains(symbol);

    /// <summary>What is counted for each element anew, or by the element itself, does not count the rounds.</summary>
    private static bool OutlivesRounds(IOperation counter, Iteration iteration)
    {
        if (counter.Unwrap() is IMemberReferenceOperation { Instance: { } owner } && owner.Unwrap() is not IInstanceReferenceOperation)
            return Variance.IsInvariantIn(owner, iteration);

        return counter.ReferencedSymbol() is { } symbol
            && (iteration.Operation is IForLoopOperation { Locals: var locals } && locals.Any(l => l.Is(symbol)) || CacheMisses.OutlivesRound(counter, iteration));
    }

    private static bool IsIndex(ISymbol symbol, Iteration iteration)
    {
        if (!iteration.Variables.Any(v => v.Is(symbol)))
            return false;

        if (iteration.Source?.UnwrapAwait() is IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" } })
            return true;

        if (iteration is not { Form: IterationForm.Callback or IterationForm.ParallelCallback, Operation: IInvocationOperation { TargetMethod: { } runs } })
            return false;

        if (runs.ContainingType.Name == "Parallel")
            return runs.Name is "For" or "ForAsync" ? symbol.Is(iteration.Variables[0]) : iteration.Variables.Length == 3 && symbol.Is(iteration.Variables[2]);

        // Aggregate and Zip hand two values of their own in; an index is an int whatever the elements are.
        return iteration.Variables.Length == 2
            && symbol.Is(iteration.Variables[1])
            && (runs.ReducedFrom ?? runs).OriginalDefinition.Parameters.Any(p => p.Type is INamedTypeSymbol { TypeArguments: { Length: >= 2 } handed } && handed[1].SpecialType == SpecialType.System_Int32);
    }

    private static HashSet<ISymbol> Collect(IOperation rounds)
    {
        var stepped = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in rounds.DescendantsAndSelf())
        {
            var counter = operation switch
            {
                IIncrementOrDecrementOperation step => step.Target,
                ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Value.ConstantValue.HasValue: true } step => step.Target,
                IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType: { Name: "Interlocked", ContainingNamespace.Name: "Threading" } } } call => call.Argument(0),
                ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue.HasValue: true } sum } assignment
                    when sum.LeftOperand.ReferencedSymbol().Is(assignment.Target.ReferencedSymbol()) => assignment.Target,
                _ => null,
            };
            if (counter?.ReferencedSymbol() is { } symbol)
                stepped.Add(symbol);
        }

        return stepped;
    }
}
