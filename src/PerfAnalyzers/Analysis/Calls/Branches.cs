namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Tells what not every run of a body comes to.</summary>
internal static class Branches
{
    private const int Choice = 2;

    /// <summary>
    /// Whether a place stands in a part that is chosen: an arm of <c>if</c>, <c>switch</c> or <c>?:</c>, the right side of <c>&amp;&amp;</c>,
    /// <c>||</c> or <c>??</c>. A method that returns early is no branch: what comes after is its usual course.
    /// </summary>
    public static bool IsInBranch(IOperation place, IOperation body) => Count(place, body) > 0;

    /// <summary>
    /// How much is open about a place: nothing, one test, or, with two, a choice among cases that any run makes differently: a
    /// <c>switch</c>, a test of what type a value has, or what is asked for only where an object does not hold it: <c>file.Folder ?? Load(file.FolderId)</c>.
    /// </summary>
    public static int Count(IOperation place, IOperation body)
    {
        var count = 0;
        var child = place;
        for (var parent = place.Parent; parent is not null && child != body; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case ISwitchCaseOperation:
                case ISwitchExpressionArmOperation:
                case IConditionalOperation typed when typed.Condition != child && TestsType(typed.Condition):
                case ICoalesceOperation held when held.WhenNull == child && held.Value.UnwrapAwait() is IPropertyReferenceOperation or IFieldReferenceOperation:
                    return Choice;
                case IConditionalOperation test when test.Condition != child:
                case ICoalesceOperation coalesce when coalesce.WhenNull == child:
                case ICoalesceAssignmentOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == child:
                    count = 1;
                    break;
            }
        }

        return count;
    }

    private static bool TestsType(IOperation condition) => condition.DescendantsAndSelf().Any(o => o is IIsTypeOperation or ITypePatternOperation or IDeclarationPatternOperation { MatchesNull: false, MatchedType: not null });
}
