using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A column that a query finds its rows by, and that no index of the model starts with.</summary>
/// <param name="Entity">The entity of the table.</param>
/// <param name="Condition">The condition on the column.</param>
internal sealed record UnindexedColumn(INamedTypeSymbol Entity, ColumnCondition Condition)
{
    private static readonly ImmutableArray<string> Audits = ImmutableArray.Create("Created", "Creation", "Modified", "Modification", "Updated", "LastModif", "LastUpdat", "Changed", "Inserted", "LatestUpdate", "Deleted");

    /// <summary>Whether some value is sought, and not all rows from one on, which often are most of them.</summary>
    public bool IsSought => Condition.Comparison == BinaryOperatorKind.Equals;

    /// <summary>Null where an index finds the rows, where that is not known, and where one would hardly help.</summary>
    public static UnindexedColumn? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (QueryConditions.Of(execution, compilation) is not { HasOthers: false, Columns.Count: > 0 } conditions)
            return null;

        var indexes = ModelIndexes.For(compilation);
        if (conditions.Perhaps.Any(c => indexes.StartsWith(conditions.Entity, c.Column.Property.Name)))
            return null;

        ColumnCondition? found = null;
        foreach (var condition in conditions.Columns)
        {
            if (indexes.StartsWith(conditions.Entity, condition.Column.Property.Name))
                return null;

            if (condition.IsPlain && IsSelective(condition.Column.Property.Type) && (found is null || found.Comparison != BinaryOperatorKind.Equals))
                found = condition;
        }

        return found is not null && indexes.IsKnown && EntityKeys.For(compilation).Of(conditions.Entity) is not null && Grows(conditions.Entity, compilation)
            ? new UnindexedColumn(conditions.Entity, found)
            : null;
    }

    /// <summary>A flag or a state picks half of the rows, for which no index is used.</summary>
    private static bool IsSelective(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        return type.TypeKind != TypeKind.Enum && type.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal);
    }

    /// <summary>
    /// Rows that belong to others, or that say when something happened, become more and more; settings and lists of choices stay few. When a row was
    /// written says nothing, as all rows of an application may have that.
    /// </summary>
    private static bool Grows(INamedTypeSymbol entity, CompilationContext compilation) =>
        Entities.For(compilation).Navigations(entity).Any(n => !n.IsCollection)
        || Columns.For(compilation).Of(entity).Any(c => IsTime(c.Type) && !Audits.Any(a => c.Name.StartsWith(a, StringComparison.Ordinal)));

    private static bool IsTime(ITypeSymbol type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type) is { Name: "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" };
}
