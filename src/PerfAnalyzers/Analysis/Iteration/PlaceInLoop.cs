using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Looks at where in a loop a place stands: a loop per element may still run it once, or only on a miss.</summary>
internal static class PlaceInLoop
{
    private static readonly ImmutableHashSet<string> MeansMore = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "More", "Next", "Last", "Page", "Pages", "Continuation");

    public static IterationKind Refine(Iteration iteration, IOperation place)
    {
        if (iteration.Kind is not (IterationKind.PerElement or IterationKind.Unknown or IterationKind.Steered))
            return iteration.Kind;

        if (IsOnFailurePath(place) || RoundConditions.IsAfterFailure(place, iteration))
            return IterationKind.Failure;

        if (CacheMisses.IsOnMiss(place, iteration) || RoundConditions.IsForNothing(place, iteration))
            return IterationKind.CacheMiss;

        if (IsBlockingTwin(place, iteration))
            return IterationKind.Twin;

        if (IsOnThreshold(place, iteration))
            return IterationKind.Chunk;

        if (RoundConditions.IsUnderFlag(place, iteration) || RoundConditions.IsInOneRound(place, iteration))
            return IterationKind.Once;

        if (iteration.Operation is not ILoopOperation loop)
            return iteration.Kind;

        if (LeavesAfter(place, loop))
            return IterationKind.Once;

        if (EndsOnResult(place, loop) || LeavesUnlessItFails(place, iteration, loop))
            return IterationKind.Search;

        if (FeedsNextRound(place, iteration, loop))
            return IterationKind.Steered;

        return iteration.Kind;
    }

    /// <summary>
    /// What a place is in a method that is called again and again: <see cref="IterationKind.CacheMiss"/>,
    /// <see cref="IterationKind.Failure"/>, <see cref="IterationKind.Chunk"/>, or <see cref="IterationKind.Unknown"/> when it runs in every call.
    /// </summary>
    public static IterationKind RefineInMethod(IOperation body, IOperation place) =>
        Refine(Iteration.OfMethod(body), place);

    /// <summary>In a catch clause or in what is thrown, whether that stands inside the loop or around it.</summary>
    private static bool IsOnFailurePath(IOperation place)
    {
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation or IThrowOperation)
                return true;
        }

        return false;
    }

    /// <summary>In the half without an await, of which the other half has one, where a flag of the caller's chooses.</summary>
    private static bool IsBlockingTwin(IOperation place, Iteration iteration)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation { WhenFalse: { } otherwise } choice
                && choice.Condition != child
                && choice.Condition.DescendantsAndSelf().Any(o => o is IParameterReferenceOperation { Parameter: var flag } && CompletedValues.IsAsyncSwitch(flag))
                && !Awaits(child)
                && Awaits(child == otherwise ? choice.WhenTrue : otherwise))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Awaits(IOperation half) => half.DescendantsAndSelf().Any(o => o is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true });

    /// <summary>Under a test that enough has been collected: <c>buffer.Count &gt;= 500</c>, <c>++n % 100 == 0</c>.</summary>
    private static bool IsOnThreshold(IOperation place, Iteration iteration)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation test && test.WhenTrue == child && test.Condition.DescendantsAndSelf().Any(o => IsThreshold(o, iteration)))
                return true;
        }

        return false;
    }

    private static bool IsThreshold(IOperation operation, Iteration iteration)
    {
        if (operation is not IBinaryOperation test)
            return false;

        if (test is { OperatorKind: BinaryOperatorKind.Equals } && test.LeftOperand.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } remainder)
            return RoundCounters.Counts(remainder.LeftOperand, iteration);

        return test.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals
            && test.RightOperand.ConstantValue is not { HasValue: true, Value: 0 or 1 }
            && test.LeftOperand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } buffer }
            && CacheMisses.OutlivesRound(buffer, iteration)
            && buffer.ReferencedSymbol() is { } symbol
            && LoopFacts.Of(iteration).Mutates(symbol);
    }

    /// <summary>Whether the loop is always left after the place has run: it stands in a block that ends by leaving.</summary>
    private static bool LeavesAfter(IOperation place, ILoopOperation loop)
    {
        var leaves = false;
        for (var current = place; current is not null && current != loop; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    // What was found so far leaves the function, not the loop.
                    leaves = false;
                    break;
                case IReturnOperation { Kind: OperationKind.Return }:
                    leaves = true;
                    break;
                case IBlockOperation { Operations: { Length: > 0 } operations } block:
                    leaves |= Leaves(operations[operations.Length - 1], loop) && !ContinuesFrom(block, place, loop);
                    break;
            }
        }

        return leaves;
    }

    /// <summary>
    /// Whether only an answer that is no good leads to the next round: <c>if (!answer.IsSuccessStatusCode) continue; return answer;</c>. Where numbers are tried and no elements,
    /// something that is there is no good either: <c>if (await FindAsync(name + i) is not null) continue;</c>.
    /// </summary>
    private static bool LeavesUnlessItFails(IOperation place, Iteration iteration, ILoopOperation loop)
    {
        var results = Results(place, loop);
        for (var current = place; !results.IsEmpty && current is not null && current != loop; current = current.Parent)
        {
            // What leaves a function in the round does not leave the loop.
            if (current.Parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;

            if (current is IBlockOperation { Operations: { Length: > 0 } operations } && Leaves(operations[operations.Length - 1], loop))
            {
                return LoopShape.OwnOperations(current)
                    .Where(o => o is IBranchOperation { BranchKind: BranchKind.Continue } && o.Syntax.SpanStart > place.Syntax.Span.End)
                    .All(o => PathCondition.Of(o).Take(1).Any(c => (iteration.Source is null || !PresenceTest.AsksForPresence(c.Test)) && Mentions(c.Test, results)));
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement, ILoopOperation loop) =>
        statement is IReturnOperation { Kind: OperationKind.Return }
        || LoopShape.IsBreakOf(statement, loop)
        || statement is IBranchOperation { BranchKind: BranchKind.GoTo }
        || (statement is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } && !IsCaughtIn(statement, loop));

    private static bool IsCaughtIn(IOperation statement, ILoopOperation loop)
    {
        for (var parent = statement.Parent; parent is not null && parent != loop; parent = parent.Parent)
        {
            if (parent is ITryOperation { Catches.IsEmpty: false })
                return true;
        }

        return false;
    }

    /// <summary>Whether the loop may go on after the place; what goes on before it does not get there.</summary>
    private static bool ContinuesFrom(IBlockOperation block, IOperation place, ILoopOperation loop) =>
        LoopShape.OwnOperations(block).Any(o =>
            o is IBranchOperation { BranchKind: BranchKind.Continue } branch && branch.Target.Is(loop.ContinueLabel) && branch.Syntax.SpanStart > place.Syntax.Span.End);

    /// <summary>
    /// Whether the loop is left as soon as the place finds something. Leaving because something is missing is the
    /// exception: the usual course still goes through all elements.
    /// </summary>
    private static bool EndsOnResult(IOperation place, ILoopOperation loop)
    {
        var results = WithFollowing(Results(place, loop), loop);
        if (loop is IWhileLoopOperation { Condition: { } condition } && (IsInside(place, condition) || Mentions(condition, results)))
            return true;

        // The number is only counted along: for (var n = 2; await IsTakenAsync(name); n++)
        if (loop is IForLoopOperation { Condition: { } tested } && tested.UnwrapAwait() is IInvocationOperation or IUnaryOperation && IsInside(place, tested))
            return true;

        foreach (var exit in LoopExits.Of(loop))
        {
            var test = exit.Test;
            if (!exit.TellsFailure && (PresenceTest.AsksForPresence(test.Condition) == exit.OnTrue || AsksForMore(test.Condition)) && (IsInside(place, test.Condition) || Mentions(test.Condition, results)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a test is named for what is left to ask for, so that the answer decides whether there is a next round: <c>!IsFullPage(page)</c>.</summary>
    private static bool AsksForMore(IOperation condition) => condition.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation or IPropertyReferenceOperation
        && Words.Split(o is IInvocationOperation call ? call.TargetMethod.Name : ((IPropertyReferenceOperation)o).Property.Name).Any(w => MeansMore.Contains(w)));

    private static bool FeedsNextRound(IOperation place, Iteration iteration, ILoopOperation loop)
    {
        if (loop is not IWhileLoopOperation)
            return false;

        var results = Results(place, loop);
        return iteration.Variables.Any(v => results.Contains(v, SymbolEqualityComparer.Default));
    }

    /// <summary>The variables that get what the place answers, in the statement it stands in.</summary>
    public static ImmutableArray<ISymbol> Results(IOperation place, IOperation loop)
    {
        for (var current = place; current is not null && current != loop; current = current.Parent)
        {
            switch (current)
            {
                case IVariableDeclaratorOperation declarator:
                    return ImmutableArray.Create<ISymbol>(declarator.Symbol);
                case IAssignmentOperation { Target: { } target } when target.ReferencedSymbol() is { } symbol:
                    return ImmutableArray.Create(symbol);
                case IDeconstructionAssignmentOperation { Target: { } parts }:
                    return parts.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(p => (ISymbol)p.Local).ToImmutableArray();
                case IBlockOperation:
                    return ImmutableArray<ISymbol>.Empty;
            }
        }

        return ImmutableArray<ISymbol>.Empty;
    }

    /// <summary>Variables and those that the round makes of them: the text of an answer, a part of a row.</summary>
    private static ImmutableArray<ISymbol> WithFollowing(ImmutableArray<ISymbol> variables, ILoopOperation loop)
    {
        if (variables.IsEmpty)
            return variables;

        foreach (var operation in LoopShape.OwnOperations(loop.Body))
        {
            if (operation is IVariableDeclaratorOperation { Symbol: { } made } declarator && declarator.GetVariableInitializer() is { } initializer && Mentions(initializer.Value, variables))
                variables = variables.Add(made);
        }

        return variables;
    }

    private static bool Mentions(IOperation expression, ImmutableArray<ISymbol> symbols) =>
        !symbols.IsEmpty && LoopFacts.ReferencedSymbols(expression).Any(s => symbols.Contains(s, SymbolEqualityComparer.Default));

    /// <summary>Whether the place stands in the code of another operation of the same body.</summary>
    private static bool IsInside(IOperation place, IOperation ancestor) => ancestor.Syntax.Span.Contains(place.Syntax.Span);
}
