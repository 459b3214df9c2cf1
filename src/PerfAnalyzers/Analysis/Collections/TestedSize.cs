using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Sizes that the code has tested before it gets to a place.</summary>
internal static class TestedSize
{
    /// <summary>
    /// Whether a collection has only a few elements where it is used: inside <c>if (list.Count &lt; 5)</c>, or after <c>if (list.Count &gt; 5) return;</c>.
    /// </summary>
    public static bool IsFew(IOperation collection)
    {
        var value = collection.UnwrapView();
        if (value.ReferencedSymbol() is not { } symbol)
            return false;

        IOperation child = value;
        for (var parent = value.Parent; parent is not null and not IAnonymousFunctionOperation; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation test when test.WhenTrue == child && Parts(test.Condition, negated: false).Any(p => HoldsForFew(p, symbol)):
                case IConditionalOperation other when other.WhenFalse == child && Parts(other.Condition, negated: true).Any(p => HoldsForMany(p, symbol)):
                case IBlockOperation block when LeavesWithMany(block, child, symbol):
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the member in which a collection is used compares how much it holds with a limit, <c>if (facets.Count &gt;= maxChoices)</c>, or is done when there are
    /// as many as somebody asks for: <c>if (found.Count == wanted) return found;</c>
    /// </summary>
    public static bool IsHeldBelowLimit(IOperation collection) =>
        collection.UnwrapView().ReferencedSymbol() is { } symbol
        && LocalValues.Root(collection).DescendantsAndSelf().Any(o =>
            o is IBinaryOperation test
            && LoopShape.Counted(test.LeftOperand).Is(symbol)
            && test.RightOperand.ReferencedSymbol() is { } limit
            && (test.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual && Words.NameLimit(limit.Name)
                || test.OperatorKind is BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals && limit is IParameterSymbol && test.Parent is IConditionalOperation { WhenTrue: { } done } && PathCondition.Leaves(done)));

    private static bool LeavesWithMany(IBlockOperation block, IOperation child, ISymbol symbol)
    {
        foreach (var statement in block.Operations)
        {
            if (statement == child)
                return false;

            if (statement is IConditionalOperation { WhenFalse: null } test && PathCondition.Leaves(test.WhenTrue) && Parts(test.Condition, negated: true).Any(p => HoldsForMany(p, symbol)))
                return true;
        }

        return false;
    }

    private static IEnumerable<IOperation> Parts(IOperation condition, bool negated) => EqualityPredicate.Parts(condition, negated);

    private static bool HoldsForFew(IOperation test, ISymbol symbol) =>
        test is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.Equals } few && Compares(few, symbol);

    private static bool HoldsForMany(IOperation test, ISymbol symbol) =>
        test is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals } many && Compares(many, symbol);

    private static bool Compares(IBinaryOperation test, ISymbol symbol) =>
        test.RightOperand.ConstantValue is { HasValue: true, Value: int and <= SequenceSize.Few } && LoopShape.Counted(test.LeftOperand).Is(symbol);
}
