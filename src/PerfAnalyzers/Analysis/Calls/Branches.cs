namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Tells what not every run of a body comes to.</summary>
internal static class Branches
{
    /// <summary>
    /// Whether a place stands in a part that is chosen: an arm of <c>if</c>, <c>switch</c> or <c>?:</c>, the right side of <c>&amp;&amp;</c>,
    /// <c>||</c> or <c>??</c>. A method that returns early is no branch: what comes after is its usual course.
    /// </summary>
    public static bool IsInBranch(IOperation place, IOperation body)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null && child != body; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation test when test.Condition != child:
                case ISwitchCaseOperation:
                case ISwitchExpressionArmOperation:
                case ICoalesceOperation coalesce when coalesce.WhenNull == child:
                case ICoalesceAssignmentOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == child:
                    return true;
            }
        }

        return false;
    }
}
