using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What the operators of a query say about how many rows it gives.</summary>
internal static class QueryRows
{
    /// <summary>Whether there are few rows for sure: a small constant Take, or a key that only one row has.</summary>
    public static bool IsFew(ImmutableArray<IInvocationOperation> operators, CompilationContext compilation)
    {
        foreach (var call in operators)
        {
            switch (call.TargetMethod.Name)
            {
                case "Take" when call.Argument(1)?.ConstantValue is { HasValue: true, Value: int count } && count <= SequenceSize.Few:
                    return true;
                case "Where" when call.Argument(1) is { } argument && EqualityPredicate.Read(argument, negated: false) is { } predicate && IsOneRow(predicate, compilation):
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

    private static bool IsFlag(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Boolean } or { TypeKind: TypeKind.Enum };
}
