namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>What is done with a navigation at the place where it is mentioned.</summary>
internal static class ReadPlace
{
    private static readonly ImmutableHashSet<string> Changes = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "AddRange", "Remove", "RemoveAll", "RemoveRange", "RemoveAt", "Clear", "Insert");

    public static bool IsWritten(IPropertyReferenceOperation reference) =>
        reference.Parent is IAssignmentOperation assignment && assignment.Target == reference
        || reference.Parent is ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple && deconstruction.Target == tuple
        || reference.Parent is IMemberInitializerOperation;

    /// <summary>A collection that is added to or cleared is not read.</summary>
    public static bool IsChange(IPropertyReferenceOperation reference) =>
        reference.ParentValue() is IInvocationOperation call && Changes.Contains(call.TargetMethod.Name) && call.Instance?.Unwrap() == reference;

    public static bool IsNullTest(IPropertyReferenceOperation reference) => reference.ParentValue() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand),
        IIsPatternOperation or ICoalesceOperation => true,
        _ => false,
    };

    public static bool IsNameOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is INameOfOperation)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the place stands behind a test of a parameter other than the entity, also when the method leaves early because of
    /// it: what one caller makes it do, another does not.
    /// </summary>
    public static bool DependsOnArgument(IOperation place, Func<ISymbol, bool> isEntity)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            var test = parent switch
            {
                IConditionalOperation conditional when conditional.Condition != child => conditional.Condition,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == child => both.LeftOperand,
                ISwitchOperation choice when choice.Value != child => choice.Value,
                _ => null,
            };
            if ((test is not null && NamesOtherParameter(test, isEntity)) || (parent is IBlockOperation block && block.Operations.TakeWhile(s => s != child).Any(s => LeavesByArgument(s, isEntity))))
                return true;
        }

        return false;
    }

    private static bool LeavesByArgument(IOperation statement, Func<ISymbol, bool> isEntity) =>
        statement is IConditionalOperation { WhenFalse: null } early
        && early.WhenTrue.DescendantsAndSelf().Any(o => o is IReturnOperation or IBranchOperation)
        && NamesOtherParameter(early.Condition, isEntity);

    private static bool NamesOtherParameter(IOperation test, Func<ISymbol, bool> isEntity) =>
        test.DescendantsAndSelf().Any(o => o is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter } && !isEntity(parameter));

    private static bool IsNull(IOperation operand) => operand.Unwrap().ConstantValue is { HasValue: true, Value: null };
}
