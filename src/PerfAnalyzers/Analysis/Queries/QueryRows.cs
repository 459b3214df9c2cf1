using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What the operators of a query say about how many rows it gives.</summary>
internal static class QueryRows
{
    /// <summary>Whether there are few rows for sure: a small constant Take, a key that only one row has, or a flag that somebody gives to few.</summary>
    public static bool IsFew(ImmutableArray<IInvocationOperation> operators, CompilationContext compilation)
    {
        foreach (var call in operators)
        {
            switch (call.TargetMethod.Name)
            {
                case "Take" when call.Argument(1)?.ConstantValue is { HasValue: true, Value: int count } && count <= SequenceSize.Few:
                    return true;
                case "Where" when call.Argument(1) is { } argument && EqualityPredicate.Read(argument, negated: false) is { } predicate && IsOneRow(predicate, compilation):
                case "Where" when RowLambda.Of(call.Argument(1)) is { } row && EqualityPredicate.Parts(row.Result, negated: false).Any(part => IsChosen(part, row)):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a condition asks for one value of a column, or for some of a list: the rows of one customer, not all rows.</summary>
    public static bool IsNarrowed(ImmutableArray<IInvocationOperation> operators)
    {
        foreach (var call in operators)
        {
            if (call.TargetMethod.Name is "Take" or "FromSqlRaw")
                return true;

            if (call.TargetMethod.Name == "Where" && call.Argument(1) is { } argument
                && (EqualityPredicate.Read(argument, negated: false)?.Tests.Any(t => !IsFlag(t.Key.Unwrap().Type)) == true
                    || argument.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "Contains" })))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a query asks for the rows that have one value in two columns or more, of which none is a state that many rows share: of a user, and of a kind.</summary>
    public static bool HaveSeveralValues(LoadedRows rows)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        var handed = rows.Query.Root is IInvocationOperation repository ? repository.Arguments.Select(a => a.Value) : Enumerable.Empty<IOperation>();
        foreach (var condition in rows.Query.Operators.Where(o => o.TargetMethod.Name == "Where").Select(o => o.Argument(1)).OfType<IOperation>().Concat(handed))
        {
            foreach (var test in EqualityPredicate.Read(condition, negated: false)?.Tests ?? ImmutableArray<EqualityTest>.Empty)
            {
                if (RowLambda.Of(condition)?.Column(test.Key) is { } column && test.Key.Unwrap().Type?.SpecialType != SpecialType.System_Boolean && !TableSizes.NamesState(Words.Split(column)))
                    columns.Add(column);
            }
        }

        return columns.Count > 1;
    }

    /// <summary>Whether equality tests name the whole key of an entity, or a whole unique index.</summary>
    public static bool IsOneRow(EqualityPredicate predicate, CompilationContext compilation)
    {
        if (predicate.Element.Type is not INamedTypeSymbol entity || !Entities.For(compilation).Contains(entity))
            return false;

        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var test in predicate.Tests)
        {
            if (test.Key.Unwrap() is IPropertyReferenceOperation { Instance: { } instance } column && instance.Unwrap() is IParameterReferenceOperation)
                named.Add(column.Property.Name);
        }

        var keys = EntityKeys.For(compilation);
        return (keys.Of(entity) is { } key && key.All(p => named.Contains(p.Name))) || keys.Unique(entity).Any(u => u.All(p => named.Contains(p.Name)));
    }

    /// <summary>Whether a condition asks for the rows that somebody has put before all others.</summary>
    private static bool IsChosen(IOperation condition, RowLambda row) => condition is IPropertyReferenceOperation && QueryBounds.IsChosen(condition, row);

    private static bool IsFlag(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Boolean } or { TypeKind: TypeKind.Enum };
}
