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

    /// <summary>Whether two places stand in different cases of one <c>if</c>, <c>?:</c> or <c>switch</c>, so that no run comes to both.</summary>
    public static bool AreExclusive(IOperation one, IOperation other)
    {
        for (var (child, parent) = (one, one.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (ChildTowards(other, parent) is not { } otherChild)
                continue;

            return child != otherChild && parent switch
            {
                IConditionalOperation test => child != test.Condition && otherChild != test.Condition,
                ISwitchOperation => child is ISwitchCaseOperation && otherChild is ISwitchCaseOperation,
                ISwitchExpressionOperation => child is ISwitchExpressionArmOperation && otherChild is ISwitchExpressionArmOperation,
                _ => false,
            };
        }

        return false;
    }

    /// <summary>The calls of the same method that stand earlier in a body, in other cases than a call: of them all one is made.</summary>
    public static IEnumerable<IInvocationOperation> OtherCases(IInvocationOperation call, IOperation body) =>
        !IsInBranch(call, body) ? Enumerable.Empty<IInvocationOperation>() : body.Descendants().OfType<IInvocationOperation>().Where(earlier =>
            earlier.Syntax.SpanStart < call.Syntax.SpanStart && earlier.TargetMethod.OriginalDefinition.Is(call.TargetMethod.OriginalDefinition) && AreExclusive(earlier, call));

    /// <summary>The child of an operation that a place stands in; null where it stands elsewhere.</summary>
    private static IOperation? ChildTowards(IOperation place, IOperation above)
    {
        for (var child = place; child.Parent is { } parent; child = parent)
        {
            if (parent == above)
                return child;
        }

        return null;
    }

    private static bool TestsType(IOperation condition) => condition.DescendantsAndSelf().Any(o => o is IIsTypeOperation or ITypePatternOperation or IDeclarationPatternOperation { MatchesNull: false, MatchedType: not null });
}
