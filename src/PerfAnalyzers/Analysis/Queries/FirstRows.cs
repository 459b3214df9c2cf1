using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>The first few rows of a whole table in an order: the newest ten, the dearest one.</summary>
internal static class FirstRows
{
    private static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToDictionary", "ToDictionaryAsync", "ToHashSet", "ToHashSetAsync");

    // What leaves no row out, and the rows in their order.
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Select", "ThenBy", "ThenByDescending", "Include", "ThenInclude", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "AsQueryable", "TagWith",
        "TagWithCallSite", "IgnoreAutoIncludes");

    /// <summary>The entity, the operator that orders its rows, and the column that it names; null where a query asks for other rows, or on some ways only.</summary>
    public static (INamedTypeSymbol Entity, IInvocationOperation Order, IPropertyReferenceOperation Column)? Of(IInvocationOperation execution, CompilationContext compilation)
    {
        var takesOne = execution.TargetMethod.Name is "First" or "FirstOrDefault" or "FirstAsync" or "FirstOrDefaultAsync";
        if (!(takesOne || (Lists.Contains(execution.TargetMethod.Name) && execution.Receiver()?.Unwrap() is IInvocationOperation { TargetMethod.Name: "Take" or "Select" }))
            || execution.Receiver() is not { } rows
            || !QueryReader.For(compilation).IsQueryable(rows.Unwrap().Type)
            || (takesOne && Translations.Lambda(execution.Argument(1)) is not null)
            || execution.IsNotRun(compilation)
            || QueryTrail.Read(rows, compilation) is not { Perhaps.Count: 0, Entity: { } entity } trail
            || !trail.Root.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
        {
            return null;
        }

        IInvocationOperation? order = null;
        var takes = takesOne;
        foreach (var call in trail.Always)
        {
            switch (call.TargetMethod.Name)
            {
                case "OrderBy" or "OrderByDescending" when order is null && takes == takesOne:
                    order = call;
                    break;
                case "Take" when order is not null:
                    takes = true;
                    break;
                case { } name when !Neutral.Contains(name):
                    return null;
            }
        }

        return order is not null && takes
            && RowLambda.Of(order.Argument(1)) is { Result: IPropertyReferenceOperation column } lambda
            && lambda.IsRow(column.Instance)
            && lambda.Row.Type.Is(entity)
            && Columns.For(compilation).Contains(entity, column.Property)
                ? (entity, order, column)
                : null;
    }
}
