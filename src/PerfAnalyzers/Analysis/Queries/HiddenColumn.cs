using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Conditions that compute something from a column although an index starts with it.</summary>
internal static class HiddenColumn
{
    private static readonly ImmutableHashSet<string> Functions = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "Trim", "TrimStart", "TrimEnd", "ToString", "Substring", "AddDays", "AddHours", "AddMinutes", "AddMonths", "AddYears", "Abs");

    /// <summary>Null where there are none, or where another condition finds the rows by an index.</summary>
    public static IReadOnlyList<ColumnCondition>? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if ((QueryConditions.Of(execution, compilation) ?? QueryConditions.OfGiven(execution, compilation)) is not { } conditions)
            return null;

        // To look at each of a few rows costs no more than to search an index.
        if (TableGrowth.For(compilation).StaysSmall(conditions.Entity))
            return null;

        var indexes = ModelIndexes.For(compilation);
        if (conditions.Perhaps.Any(c => c.IsPlain && indexes.StartsWith(conditions.Entity, c.Column.Property.Name)))
            return null;

        // Those that an index finds by themselves leave little to compute, unless the same index could go on with the column.
        var plain = conditions.Columns.Where(c => c.IsPlain).ToArray();
        var leading = plain.Select(c => c.Column.Property.Name).Where(c => indexes.StartsWith(conditions.Entity, c)).ToArray();
        var given = plain.Where(c => c.Comparison == BinaryOperatorKind.Equals).Select(c => c.Column.Property.Name).ToArray();
        List<ColumnCondition>? hidden = null;
        foreach (var condition in conditions.Columns)
        {
            var column = condition.Column.Property.Name;
            if (IsComputed(condition)
                && IsWrittenAround(condition, execution)
                && (leading.Length == 0 ? indexes.StartsWith(conditions.Entity, column) : indexes.GoesOnWith(conditions.Entity, column, given, leading)))
            {
                (hidden ??= new List<ColumnCondition>()).Add(condition);
            }
        }

        return hidden;
    }

    /// <summary>What stands in a helper is the same for all who use it.</summary>
    private static bool IsWrittenAround(ColumnCondition condition, IInvocationOperation execution) =>
        LocalValues.Root(execution).Syntax is var here && here.SyntaxTree == condition.Condition.Syntax.SyntaxTree && here.Span.Contains(condition.Condition.Syntax.Span);

    private static bool IsComputed(ColumnCondition condition) => condition.IsOfEnd || condition.Side switch
    {
        IPropertyReferenceOperation { Property.Name: "Date" or "Year", Instance: { } date } => IsColumn(date, condition),
        IInvocationOperation { Instance: { } instance } call => Functions.Contains(call.TargetMethod.Name) && IsColumn(instance, condition),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder } sum =>
            IsColumn(sum.LeftOperand, condition) || IsColumn(sum.RightOperand, condition),
        _ => false,
    };

    private static bool IsColumn(IOperation operation, ColumnCondition condition)
    {
        operation = operation.Unwrap();
        return operation == condition.Column || (operation is IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } && nullable.Unwrap() == condition.Column);
    }
}
