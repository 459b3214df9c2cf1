using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether a place in a loop is reached for every element, so that what it evaluates can be evaluated for all of them.</summary>
internal static class EachRound
{
    /// <param name="place">The place; of what stands in a function that a database reads, the place of the query counts.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="compilation">The compilation.</param>
    public static bool Reaches(IOperation place, Iteration loop, CompilationContext compilation)
    {
        var child = place;
        while (child.Parent is { } outer && child.IsInExpressionTree(compilation))
            child = outer;

        for (; child != loop.Body; child = child.Parent)
        {
            if (child.Parent is null || !IsAlwaysRun(child.Parent, child))
                return false;
        }

        return true;
    }

    private static bool IsAlwaysRun(IOperation parent, IOperation child) => parent switch
    {
        IConditionalOperation choice => choice.Condition == child,
        ICoalesceOperation coalesce => coalesce.Value == child,
        ICoalesceAssignmentOperation => false,
        IConditionalAccessOperation access => access.Operation == child,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => both.LeftOperand == child,
        ISwitchOperation choice => choice.Value == child,
        ISwitchExpressionOperation choice => choice.Value == child,
        IForEachLoopOperation inner => inner.Collection == child,
        ILoopOperation or ITryOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or ILabeledOperation => false,
        IBlockOperation block => block.Operations.TakeWhile(o => o != child).All(GoesOn),
        _ => true,
    };

    /// <summary>Whether what follows a statement is reached in any case.</summary>
    private static bool GoesOn(IOperation statement) =>
        !statement.DescendantsAndSelf().Any(o => o is IBranchOperation or IReturnOperation or IThrowOperation);
}
