using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Queries;

internal sealed partial class QueryConditions
{
    private void Read(IOperation body, IParameterSymbol row, CompilationContext compilation)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var part = pending.Pop().Unwrap();
            if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both)
            {
                pending.Push(both.RightOperand);
                pending.Push(both.LeftOperand);
            }
            else if (ReadOne(part, row, compilation) is { } condition)
            {
                Columns.Add(condition);
            }
            else if (!SaysLittle(part, row))
            {
                HasOthers = true;
            }
        }
    }

    private ColumnCondition? ReadOne(IOperation part, IParameterSymbol row, CompilationContext compilation)
    {
        switch (part)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison:
                var isLeft = EqualityPredicate.Mentions(comparison.LeftOperand, row);
                if (isLeft == EqualityPredicate.Mentions(comparison.RightOperand, row))
                    return null;

                var (side, value) = isLeft ? (comparison.LeftOperand, comparison.RightOperand) : (comparison.RightOperand, comparison.LeftOperand);
                return IsNull(value) ? null : Create(part, side, value, isLeft ? comparison.OperatorKind : comparison.OperatorKind.Mirrored(), row, compilation);
            case IInvocationOperation { TargetMethod: { Name: "Equals", Parameters.Length: 1, IsStatic: false }, Instance: { } instance } equals:
                return Create(part, instance, equals.Argument(0), BinaryOperatorKind.Equals, row, compilation);
            case IInvocationOperation { TargetMethod: { Name: "StartsWith", ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 1 }, Instance: { } text } starts:
                return Create(part, text, starts.Argument(0), BinaryOperatorKind.GreaterThanOrEqual, row, compilation);
            case IInvocationOperation { TargetMethod: { Name: "EndsWith", ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 1 }, Instance: { } text } ends:
                return Create(part, text, ends.Argument(0), BinaryOperatorKind.Equals, row, compilation) is { } ending ? ending with { IsOfEnd = true } : null;
            case IInvocationOperation { TargetMethod: { Name: "Like", ContainingType.Name: "DbFunctionsExtensions" } } like when like.Argument(1) is { } matched && like.Argument(2) is { } pattern && LikePattern.IsOfEnd(pattern):
                return Create(part, matched, pattern, BinaryOperatorKind.Equals, row, compilation) is { } match ? match with { IsOfEnd = true } : null;
            case IInvocationOperation { TargetMethod.Name: "Contains" } contains when contains.Receiver() is { } list && !EqualityPredicate.Mentions(list, row)
                && contains.Argument(contains.TargetMethod.IsExtensionMethod ? 1 : 0) is { } sought:
                return Create(part, sought, null, BinaryOperatorKind.Equals, row, compilation);
            default:
                return null;
        }
    }

    private ColumnCondition? Create(IOperation condition, IOperation side, IOperation? value, BinaryOperatorKind comparison, IParameterSymbol row, CompilationContext compilation)
    {
        side = side.Unwrap();
        if (side is IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } && nullable.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            side = nullable.Unwrap();

        IPropertyReferenceOperation? column = null;
        foreach (var operation in side.DescendantsAndSelf())
        {
            if (operation is not IParameterReferenceOperation { Parameter: { } parameter } reference || !parameter.Is(row))
                continue;

            // Of two columns, and of other tables, nothing is known.
            if (column is not null || reference.ParentValue() is not IPropertyReferenceOperation read || !EntityModel.Columns.For(compilation).Contains(Entity, read.Property))
                return null;

            column = read;
        }

        return column is null ? null : new ColumnCondition(condition, column, side, value, comparison);
    }

    /// <summary>A flag, a state that is not wanted, a test for null: true of many rows, and about the row alone.</summary>
    private static bool SaysLittle(IOperation part, IParameterSymbol row)
    {
        if (!EqualityPredicate.Mentions(part, row))
            return true;

        foreach (var operation in part.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or IInvocationOperation:
                case IPropertyReferenceOperation { Property.Type: { IsValueType: false, SpecialType: not SpecialType.System_String } } navigation when EqualityPredicate.Mentions(navigation, row):
                    return false;
            }
        }

        return true;
    }

    private static bool IsNull(IOperation operand) => operand.Unwrap().ConstantValue is { HasValue: true, Value: null };
}
