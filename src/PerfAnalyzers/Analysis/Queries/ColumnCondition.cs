namespace PerfAnalyzers.Analysis.Queries;

/// <summary>One condition of a query on one column of its rows.</summary>
/// <param name="Condition">The comparison.</param>
/// <param name="Column">Where the column is read.</param>
/// <param name="Side">The side of the comparison that holds the column: itself, or what is computed from it.</param>
/// <param name="Value">What it is compared with; null where that is a list.</param>
/// <param name="Comparison">How; equality for calls.</param>
internal sealed record ColumnCondition(IOperation Condition, IPropertyReferenceOperation Column, IOperation Side, IOperation? Value, BinaryOperatorKind Comparison)
{
    /// <summary>Whether the column itself is compared, so that an index on it can be searched.</summary>
    public bool IsPlain => Side == Column && !IsOfEnd;

    /// <summary>Whether it asks how the text of the column ends, while an index is sorted by how it begins.</summary>
    public bool IsOfEnd { get; init; }
}
