namespace PerfAnalyzers.Analysis.Calls;

/// <summary>A condition of which it is known, where a place runs, how it came out.</summary>
/// <param name="Test">The condition, or the case of a switch that the place stands in.</param>
/// <param name="Holds">How it came out.</param>
/// <param name="Exit">The statement that ended all other ways, where it stands before the place; null where the place stands in a branch.</param>
internal readonly record struct PathCondition(IOperation Test, bool Holds, IOperation? Exit = null)
{
    private const int LongestCondition = 20;

    /// <summary>The conditions that decide whether code gets to a place, the innermost first, also those around the function it stands in.</summary>
    public static IEnumerable<PathCondition> Of(IOperation place)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation test when test.Condition != child:
                    yield return new PathCondition(test.Condition, test.WhenTrue == child);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == child:
                    yield return new PathCondition(both.LeftOperand, both.OperatorKind == BinaryOperatorKind.ConditionalAnd);
                    break;
                case IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } loop when loop.Body == child:
                    yield return new PathCondition(condition, !loop.ConditionIsUntil);
                    break;
                case ISwitchExpressionArmOperation:
                    yield return new PathCondition(parent, Holds: true);
                    break;
                case IBlockOperation block:
                    foreach (var left in Left(block.Operations, child))
                        yield return left;

                    break;
                case ISwitchCaseOperation section:
                    foreach (var left in Left(section.Body, child))
                        yield return left;

                    yield return new PathCondition(parent, Holds: true);
                    break;
            }
        }
    }

    /// <summary>Whether the outcome means something: one of the parts does that must all have come out so, or each of those of which one must.</summary>
    /// <param name="says">Whether a part that came out in one way means it.</param>
    public bool Means(Func<IOperation, bool, bool> says) => Means(Test, Holds, says, all: true, LongestCondition);

    /// <summary>The same where one part is enough, whatever it is joined with.</summary>
    /// <param name="says">Whether a part that came out in one way means it.</param>
    public bool MayMean(Func<IOperation, bool, bool> says) => Means(Test, Holds, says, all: false, LongestCondition);

    /// <summary>Whether a statement never comes to its end.</summary>
    public static bool Leaves(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { Length: > 0 } statements } => Leaves(statements[statements.Length - 1]),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Leaves(choice.WhenTrue) && Leaves(otherwise),
        IReturnOperation { Kind: OperationKind.Return } or IBranchOperation => true,
        _ => Throws(statement),
    };

    /// <summary>Whether a statement ends with an exception.</summary>
    public static bool Throws(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { Length: > 0 } statements } => Throws(statements[statements.Length - 1]),
        IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => true,
        _ => false,
    };

    /// <summary>What is known since a statement before a place has left.</summary>
    private static IEnumerable<PathCondition> Left(ImmutableArray<IOperation> statements, IOperation place)
    {
        foreach (var statement in statements)
        {
            if (statement == place)
                yield break;

            switch (statement)
            {
                case IConditionalOperation test when Leaves(test.WhenTrue):
                    yield return new PathCondition(test.Condition, Holds: false, test.WhenTrue);
                    break;
                case IConditionalOperation { WhenFalse: { } otherwise } test when Leaves(otherwise):
                    yield return new PathCondition(test.Condition, Holds: true, otherwise);
                    break;
                case ILockOperation or IUsingOperation or IBlockOperation:
                    foreach (var inner in Left(Inside(statement), place))
                        yield return inner;

                    break;
            }
        }
    }

    /// <summary>The statements of a block, also of one that locks or uses something.</summary>
    private static ImmutableArray<IOperation> Inside(IOperation statement) => statement switch
    {
        IBlockOperation block => block.Operations,
        ILockOperation { Body: IBlockOperation block } => block.Operations,
        IUsingOperation { Body: IBlockOperation block } => block.Operations,
        _ => ImmutableArray<IOperation>.Empty,
    };

    private static bool Means(IOperation condition, bool holds, Func<IOperation, bool, bool> says, bool all, int depth)
    {
        var test = condition.Unwrap();
        switch (test)
        {
            case var _ when depth == 0:
                return false;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Means(not.Operand, !holds, says, all, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } joined:
                var first = Means(joined.LeftOperand, holds, says, all, depth - 1);
                var second = Means(joined.RightOperand, holds, says, all, depth - 1);
                return all && (joined.OperatorKind == BinaryOperatorKind.ConditionalAnd) != holds ? first && second : first || second;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: bool wanted } } same:
                return Means(same.LeftOperand, holds == (wanted == (same.OperatorKind == BinaryOperatorKind.Equals)), says, all, depth - 1);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool wanted } } } match:
                return Means(match.Value, holds == wanted, says, all, depth - 1);
            case ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } local when LocalValues.SetOnce(local) is { } set:
                return Means(set, holds, says, all, depth - 1);
            default:
                return says(test, holds);
        }
    }
}
