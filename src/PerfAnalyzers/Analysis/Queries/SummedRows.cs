using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A loop that does nothing but add up a column of rows that it loads: <c>await foreach (var o in orders) total += o.Amount;</c></summary>
/// <param name="Loop">The loop.</param>
/// <param name="Update">What each round does.</param>
/// <param name="Rows">The rows.</param>
internal sealed record SummedRows(IForEachLoopOperation Loop, IOperation Update, LoadedRows Rows)
{
    public static SummedRows? Of(IForEachLoopOperation loop, CompilationContext compilation)
    {
        if (loop.Locals is not { Length: 1 } variables
            || Only(loop.Body) is not IExpressionStatementOperation { Operation: ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: ILocalReferenceOperation { Local: var sum } } update }
            || sum.Type.SpecialType is not (SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_Int64)
            || variables[0].Type is not INamedTypeSymbol entity
            || !Entities.For(compilation).Contains(entity)
            || TableGrowth.For(compilation).Of(entity) == Bounds.Growth.Small
            || !IsOfColumns(update.Value, variables[0], entity, compilation)
            || LoadedRows.Behind(Elements(loop), compilation) is not { } rows
            || RowRelations.Entity(rows, compilation)?.Is(entity) != true
            || !ClientSideWork.MayGoOn(rows, out _))
        {
            return null;
        }

        return new SummedRows(loop, update, rows);
    }

    private static bool IsOfColumns(IOperation value, ILocalSymbol row, INamedTypeSymbol entity, CompilationContext compilation)
    {
        var reads = false;
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Instance: ILocalReferenceOperation of } column when of.Local.Is(row) && Columns.For(compilation).Contains(entity, column.Property):
                    reads = true;
                    break;
                case ILocalReferenceOperation local when local.Local.Is(row) && local.Parent is IPropertyReferenceOperation:
                case ILiteralOperation or IConversionOperation { OperatorMethod: null } or IParenthesizedOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply }:
                    break;
                default:
                    return false;
            }
        }

        return reads;
    }

    /// <summary>What the loop goes through, however it is awaited.</summary>
    private static IOperation Elements(IForEachLoopOperation loop)
    {
        var elements = loop.Collection.Unwrap();
        while (elements is IInvocationOperation { TargetMethod.Name: "WithCancellation" or "ConfigureAwait" } view && view.Receiver() is { } viewed)
            elements = viewed.Unwrap();

        return elements;
    }

    private static IOperation Only(IOperation body) => body is IBlockOperation { Operations: { Length: 1 } statements } ? statements[0] : body;
}
