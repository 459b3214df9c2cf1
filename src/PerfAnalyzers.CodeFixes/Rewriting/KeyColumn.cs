namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A column that a query compares with a value of the element.</summary>
/// <param name="Property">The column.</param>
/// <param name="Value">What it is compared with, as the query of one element states it.</param>
/// <param name="Comparison">The comparison; null for Find, which has none.</param>
/// <param name="Row">The name of the row in the comparison.</param>
internal sealed record KeyColumn(IPropertySymbol Property, IOperation Value, ExpressionSyntax? Comparison, string Row);
