using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

internal enum OrderKind
{
    /// <summary>There may be an order that cannot be seen.</summary>
    Unknown,

    /// <summary>No order is stated.</summary>
    None,

    /// <summary>Rows with equal values come in any order.</summary>
    Partial,

    /// <summary>No two rows are equal in it.</summary>
    Unique,
}

/// <summary>In which order a query gives its rows.</summary>
/// <param name="Kind">How much of it is stated.</param>
/// <param name="Trail">The query.</param>
/// <param name="Last">The operators behind which another column would be named, one for each branch.</param>
/// <param name="Columns">What it is ordered by, where that is not unique.</param>
internal sealed record QueryOrder(OrderKind Kind, QueryTrail Trail, ImmutableArray<IInvocationOperation> Last, ImmutableArray<IPropertySymbol> Columns)
{
    // Operators behind which rows are still those of the entity, in the order they were in.
    private static readonly ImmutableHashSet<string> Keeps = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "Include", "ThenInclude", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "AsQueryable", "TagWith",
        "TagWithCallSite", "IgnoreQueryFilters", "IgnoreAutoIncludes", "Select", "ProjectTo", "ProjectToType", "Skip", "Take");

    private static readonly ImmutableHashSet<string> Loses = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Distinct", "GroupBy", "Union", "Concat", "Join", "GroupJoin", "SelectMany", "OfType", "Cast", "DefaultIfEmpty", "LeftJoin");

    /// <summary>Null when the query cannot be read.</summary>
    public static QueryOrder? Of(IOperation sequence, CompilationContext compilation)
    {
        if (QueryTrail.Read(sequence, compilation) is not { } trail)
            return null;

        var chains = new List<List<IInvocationOperation>>();
        foreach (var call in trail.Operators)
        {
            switch (call.TargetMethod.Name)
            {
                case "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending":
                    chains.Add(new List<IInvocationOperation> { call });
                    break;
                case "ThenBy" or "ThenByDescending" when chains.Count > 0:
                    chains[chains.Count - 1].Add(call);
                    break;
                case { } name when !Keeps.Contains(name) && !Loses.Contains(name):
                    return Found(OrderKind.Unknown);
            }
        }

        if (chains.Count == 0)
            return Found(OrderKind.None);

        // Of orders that are chosen among, each may be the one.
        var areAlternatives = chains.All(c => trail.Perhaps.Contains(c[0]));
        var last = ImmutableArray.CreateBuilder<IInvocationOperation>();
        var columns = ImmutableArray<IPropertySymbol>.Empty;
        foreach (var chain in chains)
        {
            // What follows a grouping or join is ordered by what need not be a column.
            if (QueryTrail.RowType(chain[0].Receiver()!.Unwrap().Type, compilation) is not { } row || !row.Is(trail.Entity) || ColumnsOf(chain) is not { } named)
                return Found(OrderKind.Unknown);

            if (IsUnique(row, named, compilation) is not false)
            {
                if (!areAlternatives)
                    return Found(OrderKind.Unique);

                continue;
            }

            last.Add(chain[chain.Count - 1]);
            columns = named;
        }

        return last.Count == 0 ? Found(OrderKind.Unique) : new QueryOrder(OrderKind.Partial, trail, last.ToImmutable(), columns);

        QueryOrder Found(OrderKind kind) => new(kind, trail, ImmutableArray<IInvocationOperation>.Empty, ImmutableArray<IPropertySymbol>.Empty);
    }

    /// <summary>Where an order by key could be stated: behind the last operator that gives whole entities; null when none is.</summary>
    public static IInvocationOperation? PlaceForOrder(IInvocationOperation page, INamedTypeSymbol entity, CompilationContext compilation)
    {
        var current = page;
        while (current.Receiver()?.Unwrap() is { } source)
        {
            if (entity.Is(QueryTrail.RowType(source.Type, compilation)))
                return current;

            if (source is not IInvocationOperation select || !QueryTrail.IsProjection(select) || !QueryTrail.IsLibrary(select, compilation))
                return null;

            current = select;
        }

        return null;
    }

    private static ImmutableArray<IPropertySymbol>? ColumnsOf(List<IInvocationOperation> chain)
    {
        var columns = ImmutableArray.CreateBuilder<IPropertySymbol>();
        foreach (var call in chain)
        {
            // With a comparer nothing is known of what is equal.
            if (call.Arguments.Length != 2 || RowLambda.Of(call.Argument(1)) is not { } lambda)
                return null;

            // o.Customer.Name orders by a column of another row, which never tells the rows apart.
            if (lambda.Result is not IPropertyReferenceOperation property)
                return null;

            if (lambda.IsRow(property.Instance))
                columns.Add(property.Property);
        }

        return columns.ToImmutable();
    }

    /// <summary>Whether no two rows can have the same values; null when keys are not known.</summary>
    private static bool? IsUnique(INamedTypeSymbol entity, ImmutableArray<IPropertySymbol> columns, CompilationContext compilation)
    {
        var keys = EntityKeys.For(compilation);
        if (keys.Of(entity) is not { } key || !Entities.For(compilation).Contains(entity))
            return null;

        return keys.Unique(entity).Prepend(key).Any(set => set.All(p => columns.Any(c => c.Name == p.Name)));
    }
}
