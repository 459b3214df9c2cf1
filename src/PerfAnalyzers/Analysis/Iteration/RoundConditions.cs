using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Reads in the conditions that lead to a place in a loop which rounds come there at all.</summary>
internal static class RoundConditions
{
    /// <summary>Only for elements that are nothing themselves and not for doing something with them: an earlier question for all gave no answer there.</summary>
    public static bool IsForNothing(IOperation place, Iteration iteration)
    {
        foreach (var condition in PathCondition.Of(place))
        {
            if (!iteration.Operation.Syntax.Span.Contains(condition.Test.Syntax.Span))
                return false;

            if (condition.Means((test, holds) => PresenceTest.AsksForPresence(test) != holds && PresenceTest.Subject(test) is { } asked && IsElement(asked, iteration) && !LoopFacts.ReferencedSymbols(place).Any(s => s.Is(asked.Unwrap().ReferencedSymbol()))))
                return true;
        }

        return false;
    }

    /// <summary>Only where an answer of the round says that something has not worked: <c>if (!result.Succeeded)</c>.</summary>
    public static bool IsAfterFailure(IOperation place, Iteration iteration)
    {
        foreach (var condition in PathCondition.Of(place))
        {
            if (!iteration.Operation.Syntax.Span.Contains(condition.Test.Syntax.Span))
                return false;

            if (condition.Means((test, holds) => !holds && PresenceTest.TellsSuccess(test)))
                return true;
        }

        return false;
    }

    /// <summary>Only in rounds that the code names, by their number or by a key that no two elements have: <c>if (i == 0)</c>, <c>if (pair.Key == "id")</c>.</summary>
    public static bool IsInOneRound(IOperation place, Iteration iteration)
    {
        foreach (var condition in PathCondition.Of(place))
        {
            if (!iteration.Operation.Syntax.Span.Contains(condition.Test.Syntax.Span))
                return false;

            if (condition.Means((test, holds) => holds && Named(test) is { } named && (RoundCounters.Counts(named, iteration) || DistinctKeys.AreAsked(named, iteration))))
                return true;
        }

        return false;
    }

    /// <summary>What a test compares with a constant; null for other tests.</summary>
    private static IOperation? Named(IOperation test) => test switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue.HasValue: true } equality => equality.LeftOperand,
        IIsPatternOperation { Pattern: IConstantPatternOperation } match => match.Value,
        ISwitchCaseOperation { Parent: ISwitchOperation choice } section when section.Clauses.All(c => c is ISingleValueCaseClauseOperation) => choice.Value,
        ISwitchExpressionArmOperation { Pattern: IConstantPatternOperation, Parent: ISwitchExpressionOperation choice } => choice.Value,
        _ => null,
    };

    /// <summary>Whether a branch changes the flag that leads into it, so that it runs once: <c>if (first) { ...; first = false; }</c>.</summary>
    public static bool ClearsFlag(IConditionalOperation test, IOperation branch)
    {
        var condition = test.Condition.Unwrap();
        if (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
            condition = not.Operand.Unwrap();

        return condition.ReferencedSymbol() is { } flag && LoopFacts.OfBody(branch).Writes(flag);
    }

    /// <summary>Only in the round that clears a flag which was set before the loop.</summary>
    public static bool IsUnderFlag(IOperation place, Iteration iteration)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation test && child != test.Condition && ClearsFlag(test, child) && IsSetOutside(test.Condition, iteration))
                return true;
        }

        return false;
    }

    /// <summary>Whether a flag is there before the loop, and no round sets it but the one that runs for it.</summary>
    private static bool IsSetOutside(IOperation condition, Iteration iteration)
    {
        var flag = LoopFacts.ReferencedSymbols(condition).First();
        if (flag is not ILocalSymbol || LoopFacts.Of(iteration).Declares(flag))
            return false;

        var writes = 0;
        foreach (var operation in iteration.Body.DescendantsAndSelf())
        {
            if (operation is IAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(flag))
                writes += assignment.Value.ConstantValue.HasValue ? 1 : 2;
        }

        return writes == 1;
    }

    private static bool IsElement(IOperation value, Iteration iteration) =>
        value.Unwrap().ReferencedSymbol() is { } symbol
        && value.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation
        && ElementView.Of(iteration)!.Variables.Any(v => v.Is(symbol));
}
