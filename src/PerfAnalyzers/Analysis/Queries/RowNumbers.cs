using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Orders by what no two rows share by the kind of its name, although no index says so.</summary>
internal static class RowNumbers
{
    /// <summary>Whether a column of an order is one that tells each row from all others, or from those of the parent whose rows are asked for.</summary>
    public static bool Are(QueryOrder order, CompilationContext compilation) =>
        order.Last.Length == 1
        && order.Trail.Entity is { } entity
        && (order.Columns.Any(c => IsOfRow(c, entity, compilation) || IsOfIdentity(c)) || (order.Columns.Any(IsPlace) && IsOfOneParent(order.Trail)));

    /// <summary>An identifier means nothing to whoever reads pages, so that they are ordered by it to be in any firm order: <c>GroupUid</c>. Not that of another row.</summary>
    private static bool IsOfRow(IPropertySymbol column, INamedTypeSymbol entity, CompilationContext compilation)
    {
        var words = Words.Split(column.Name);
        if (words.Count == 0 || !TableColumns.Identifiers.Contains(words[words.Count - 1]) || column.Type.TypeKind == TypeKind.Enum)
            return false;

        var before = string.Concat(words.Take(words.Count - 1));
        return before.Length == 0
            || entity.Name.EndsWith(before, StringComparison.OrdinalIgnoreCase)
            || (TableGrowth.OfName(before) != Bounds.Growth.Grows && !Entities.For(compilation).Navigations(entity).Any(n => !n.IsCollection && n.Property.Name.Equals(before, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The names of users and roles, of which ASP.NET Core Identity takes each once.</summary>
    private static bool IsOfIdentity(IPropertySymbol column) =>
        (column.ContainingType.Name, column.Name) is ("IdentityUser", "UserName" or "NormalizedUserName") or ("IdentityRole", "Name" or "NormalizedName")
        && column.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Identity";

    /// <summary>Whether a column says at which place among the others of its parent a row stands.</summary>
    private static bool IsPlace(IPropertySymbol column) =>
        column.Type.SpecialType is SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 && TableColumns.Places.Contains(column.Name);

    /// <summary>Whether only the rows of one parent come: <c>o.OrderId == id</c>, and nothing else besides or more.</summary>
    private static bool IsOfOneParent(QueryTrail trail) =>
        trail.Always.Any(c => c.TargetMethod.Name == "Where" && RowLambda.Of(c.Argument(1)) is { } row && PicksParent(row.Result, row));

    private static bool PicksParent(IOperation condition, RowLambda row) => condition.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => PicksParent(both.LeftOperand, row) || PicksParent(both.RightOperand, row),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => IsParent(equal.LeftOperand, equal.RightOperand, row) || IsParent(equal.RightOperand, equal.LeftOperand, row),
        _ => false,
    };

    private static bool IsParent(IOperation column, IOperation value, RowLambda row) =>
        row.Column(column) is { Length: > 2 } name && name.EndsWith("Id", StringComparison.Ordinal) && !row.Uses(value);
}
