using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A column that a query finds its rows by, and that no index of the model starts with.</summary>
/// <param name="Entity">The entity of the table.</param>
/// <param name="Condition">The condition on the column.</param>
internal sealed record UnindexedColumn(INamedTypeSymbol Entity, ColumnCondition Condition)
{
    /// <summary>Whether some value is sought, and not all rows from one on, nor all rows of a kind, which often are most of them.</summary>
    public bool IsSought => (Condition.Comparison == BinaryOperatorKind.Equals && !IsOfKind) || (IsBetween && !IsOfReport);

    /// <summary>Whether the rows between two values are asked for, which are a part of the table that an index finds: those of a day, of a month.</summary>
    private bool IsBetween { get; init; }

    /// <summary>Whether the rows are the first few by the column, of all that there are.</summary>
    public bool IsOrder { get; private init; }

    /// <summary>Whether all rows are asked for that have a text which stands in the code: the name of a kind.</summary>
    private bool IsOfKind { get; init; }

    /// <summary>Whether a report that is made now and then counts what was written in some days, by a column that all entities have.</summary>
    private bool IsOfReport { get; init; }

    /// <summary>Whether the first few rows before a time are asked for, of those that are waiting: what is due, what has not been heard of.</summary>
    public bool IsDue { get; private init; }

    /// <summary>The place of the finding: the column, or what runs the query where the condition stands in another member.</summary>
    public Location At(IInvocationOperation execution) => IsElsewhere(execution) ? execution.NameAndArguments() : Condition.Column.Syntax.GetLocation();

    /// <summary>Whether the condition stands in another member, which puts it on the query.</summary>
    public bool IsElsewhere(IInvocationOperation execution) =>
        LocalValues.Root(execution).Syntax is var here && !(here.SyntaxTree == Condition.Column.Syntax.SyntaxTree && here.Span.Contains(Condition.Column.Syntax.Span));

    /// <summary>Null where an index finds the rows, where that is not known, and where one would hardly help.</summary>
    public static UnindexedColumn? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (QueryConditions.Of(execution, compilation) is not { } conditions)
            return OfOrder(execution, compilation);

        if (conditions is not { HasOthers: false, Columns.Count: > 0 })
            return null;

        var indexes = ModelIndexes.For(compilation);
        if (conditions.Perhaps.Any(c => indexes.StartsWith(conditions.Entity, c.Column.Property.Name)))
            return null;

        ColumnCondition? found = null;
        foreach (var condition in conditions.Columns)
        {
            if (indexes.StartsWith(conditions.Entity, condition.Column.Property.Name))
                return null;

            if (condition.IsPlain && !IsOfGroup(condition) && IsSelective(condition.Column.Property) && (found is null || (found.Comparison != BinaryOperatorKind.Equals && condition.Comparison == BinaryOperatorKind.Equals)))
                found = condition;
        }

        return found is not null && indexes.IsKnown && EntityKeys.For(compilation).Of(conditions.Entity) is not null && Grows(conditions.Entity, compilation) && indexes.CanBeAdded(conditions.Entity, found.Column.Property.Name) && !ReadsBeside.AreWhole(execution, conditions.Entity, compilation)
            ? new UnindexedColumn(conditions.Entity, found)
            {
                IsDue = AreDue(found, execution, compilation),
                IsBetween = IsBound(found, above: true) && IsBound(found, above: false),
                IsOfReport = found.Comparison != BinaryOperatorKind.Equals && MakesReport(found.Column.Property, conditions.Entity, execution),
                IsOfKind = execution.TargetMethod.Name.StartsWith("To", StringComparison.Ordinal) && found.Value?.Unwrap() is { ConstantValue: { HasValue: true, Value: string } },
            }
            : null;

        bool IsBound(ColumnCondition of, bool above) => conditions.Columns.Any(c =>
            c.IsPlain && c.Column.Property.Is(of.Column.Property) && (above
                ? c.Comparison is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                : c.Comparison is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual));
    }

    private static bool MakesReport(IPropertySymbol column, INamedTypeSymbol entity, IInvocationOperation execution) =>
        TimeColumns.IsStamp(column.Name)
        && !column.ContainingType.Is(entity)
        && MembersAround.Of(execution).Any(m => m.ContainingType is { } type && PurposeWords.IsReport(Words.Split(type.Name)));

    /// <summary>In the order in which they have come, or become due: of all that was ever, the newest are found soon.</summary>
    private static bool AreDue(ColumnCondition found, IInvocationOperation execution, CompilationContext compilation)
    {
        if (found.Comparison is not (BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual) || !TableGrowth.IsTime(found.Column.Type) || execution.Receiver() is not { } rows || QueryTrail.Read(rows, compilation) is not { Perhaps.Count: 0, Entity: { } entity } trail)
            return false;

        var key = EntityKeys.For(compilation).Single(entity)?.Name;
        return trail.Always.Any(c => c.TargetMethod.Name == "Take")
            && trail.Always.FirstOrDefault(c => c.TargetMethod.Name is "OrderBy" or "OrderByDescending") is { TargetMethod.Name: "OrderBy" } order
            && RowLambda.Of(order.Argument(1)) is { } lambda
            && lambda.Column(lambda.Result) is { } column
            && (column == key || column == found.Column.Property.Name);
    }

    /// <summary>
    /// The column by which the first few rows of a whole table are found, where no index has them in that order. Of what happens there is more every day; for things, whose points or stock
    /// changes all the time, an index may cost more than it saves.
    /// </summary>
    private static UnindexedColumn? OfOrder(IInvocationOperation execution, CompilationContext compilation) =>
        FirstRows.Of(execution, compilation) is var (entity, order, column)
        && TableGrowth.For(compilation).Of(entity) == Bounds.Growth.Grows
        && TableGrowth.For(compilation).SaysWhen(entity)
        && IsSorted(column.Property)
        && ModelIndexes.For(compilation) is { IsKnown: true } indexes
        && !indexes.StartsWith(entity, column.Property.Name)
        && EntityKeys.For(compilation).Of(entity) is not null
        && indexes.CanBeAdded(entity, column.Property.Name)
            ? new UnindexedColumn(entity, new ColumnCondition(order, column, column, null, BinaryOperatorKind.GreaterThan)) { IsOrder = true }
            : null;

    /// <summary>Whether the values of a column differ from row to row, so that the first few by it are some rows and not any.</summary>
    private static bool IsSorted(IPropertySymbol column) =>
        Underlying(column.Type) is { TypeKind: not TypeKind.Enum, SpecialType: not (SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char) } type
        && (type.SpecialType is < SpecialType.System_Int16 or > SpecialType.System_UInt64 || !IsNumberOfKind(column.Name));

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether the rows of each group are sought, of all that there are: the whole table is read either way.</summary>
    private static bool IsOfGroup(ColumnCondition condition) =>
        condition.Value?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Key", ContainingType: { Name: "IGrouping", ContainingNamespace.Name: "Linq" } } };

    /// <summary>A flag, a state or a number of which there are few picks a great part of the rows, for which no index is used.</summary>
    private static bool IsSelective(IPropertySymbol column)
    {
        var type = Underlying(column.Type);
        return !(type.SpecialType == SpecialType.System_String && IsTextOfFew(column.Name))
            && type.TypeKind != TypeKind.Enum && type.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal)
            && (type.SpecialType is < SpecialType.System_Int16 or > SpecialType.System_UInt64 || !IsNumberOfKind(column.Name));
    }

    /// <summary>Whether the text of a column is one of so few that each picks a great part of the rows.</summary>
    private static bool IsTextOfFew(string column)
    {
        var words = Words.Split(column);
        if (words.Count > 1 && words[words.Count - 1] is "Name" or "Code")
            words.RemoveAt(words.Count - 1);

        return words.Count > 0 && TableSizes.FewPlaces.Contains(words[words.Count - 1]);
    }

    private static bool IsNumberOfKind(string column) =>
        Words.Split(column) is { Count: > 0 } words && TableSizes.FewNumbers.Contains(words[words.Count - 1]);

    /// <summary>
    /// Rows that belong to others, that say when something happened, or that are of what use of a program makes, become more and more; settings and lists of choices stay few. When a row was
    /// written says nothing, as all rows of an application may have that.
    /// </summary>
    private static bool Grows(INamedTypeSymbol entity, CompilationContext compilation) =>
        Entities.For(compilation).Navigations(entity).Any(n => !n.IsCollection)
        || TableGrowth.For(compilation).SaysWhen(entity)
        || TableGrowth.For(compilation).Of(entity) >= Bounds.Growth.Follows;
}
