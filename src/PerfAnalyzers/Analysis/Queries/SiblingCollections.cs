using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Two collections that one query loads side by side, so that each row of one comes with each row of the other.</summary>
/// <param name="Query">The query.</param>
/// <param name="First">The path to the one.</param>
/// <param name="Second">The path to the other.</param>
/// <param name="Place">The include that makes two of one; the call that runs the query where that include stands in another member.</param>
internal sealed record SiblingCollections(EntityQuery Query, string First, string Second, IInvocationOperation Place)
{
    private static readonly ImmutableHashSet<string> Executions = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToDictionary", "ToDictionaryAsync", "AsAsyncEnumerable");

    /// <summary>Null when there are none, when the query gives few rows, or when somebody has decided how it loads.</summary>
    public static SiblingCollections? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (!Executions.Contains(execution.TargetMethod.Name) || execution.Receiver() is not { } rows || !HasTwoIncludes(rows)
            || EntityQueryReader.Read(rows, execution, compilation) is not { StatesSplitting: false, IsFew: false } query
            || QuerySettings.For(compilation).StatesSplitting
            || QueryRows.IsFew(query.Operators, compilation))
        {
            return null;
        }

        // A later statement may ask for one row.
        if (QueryTrail.Read(rows, compilation) is { } trail && QueryRows.IsFew(trail.Always.ToImmutableArray(), compilation))
            return null;

        var collections = Paths(query).Where(p => EndsInCollection(query, p.Path, compilation) && !IsCut(query, p.Path)).ToList();
        var isNarrow = QueryTrail.Read(rows, compilation) is { } asked && QueryBounds.Of(asked, compilation) == Bound.Some;
        for (var second = 1; second < collections.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                // Few rows, each with the few options that somebody has entered for it: one more statement would cost more than the product.
                if (isNarrow && (IsShort(query, collections[first].Path, compilation) || IsShort(query, collections[second].Path, compilation)))
                    continue;

                if (!IsWithin(collections[first].Path, collections[second].Path) && !IsWithin(collections[second].Path, collections[first].Path))
                    return new SiblingCollections(query, collections[first].Path, collections[second].Path, collections[second].Include ?? execution);
            }
        }

        return null;
    }

    /// <summary>All calls of a member that run the query of an include.</summary>
    public static IEnumerable<IInvocationOperation> Sharing(IInvocationOperation place, IOperation member, CompilationContext compilation) =>
        member.DescendantsAndSelf().OfType<IInvocationOperation>().Where(o => In(o, compilation)?.Place.Syntax == place.Syntax);

    /// <summary>What the query includes, in the order in which it says so; what helpers add comes first, and has no call here.</summary>
    private static IEnumerable<(string Path, IInvocationOperation? Include)> Paths(EntityQuery query)
    {
        var stated = new List<(string Path, IInvocationOperation? Include)>();
        var path = ImmutableArray<string>.Empty;
        foreach (var call in query.Operators.Where(o => o.TargetMethod.Name is "Include" or "ThenInclude"))
        {
            if (IncludePath.Of(call) is not { } names)
                continue;

            path = call.TargetMethod.Name == "Include" ? names : path.AddRange(names);
            for (var length = 1; length <= path.Length; length++)
            {
                var part = string.Join(".", path.Take(length));
                if (stated.All(s => s.Path != part))
                    stated.Add((part, call));
            }
        }

        return query.Included.Where(p => stated.All(s => s.Path != p)).OrderBy(p => p, StringComparer.Ordinal).Select(p => (p, default(IInvocationOperation))).Concat(stated);
    }

    private static bool IsWithin(string path, string other) => path.StartsWith(other + ".", StringComparison.Ordinal);

    /// <summary>Cheap, and true of all queries that could be meant, except of those composed elsewhere.</summary>
    private static bool HasTwoIncludes(IOperation rows)
    {
        var includes = 0;
        var current = rows.Unwrap();
        while (current is IInvocationOperation { TargetMethod.IsExtensionMethod: true } call && call.Receiver() is { } receiver)
        {
            if (call.TargetMethod.Name is "Include" or "ThenInclude" && ++includes == 2)
                return true;

            current = receiver.Unwrap();
        }

        return current is ILocalReferenceOperation or IInvocationOperation or IPropertyReferenceOperation;
    }

    private static bool EndsInCollection(EntityQuery query, string path, CompilationContext compilation) => Last(query, path, compilation) is { IsCollection: true };

    private static bool IsShort(EntityQuery query, string path, CompilationContext compilation) =>
        Last(query, path, compilation) is { Target: var target } && TableGrowth.For(compilation).StaysSmall(target);

    private static Navigation? Last(EntityQuery query, string path, CompilationContext compilation)
    {
        INamedTypeSymbol? entity = query.Entity;
        Navigation? last = null;
        foreach (var name in path.Split('.'))
        {
            last = entity is null ? null : Entities.For(compilation).Navigations(entity).FirstOrDefault(n => n.Property.Name == name);
            entity = last?.Target;
        }

        return last;
    }

    /// <summary>Whether an include takes only some rows of the collection: the newest, the first few.</summary>
    private static bool IsCut(EntityQuery query, string path)
    {
        var name = path.Substring(path.LastIndexOf('.') + 1);
        return query.Operators.Any(o => o.TargetMethod.Name is "Include" or "ThenInclude"
            && IncludePath.Of(o) is { IsEmpty: false } names && names[names.Length - 1] == name
            && o.Argument(1)!.DescendantsAndSelf().Any(a => a is IInvocationOperation { TargetMethod.Name: "Take" }));
    }
}
