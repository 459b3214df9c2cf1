using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Two collections that one query loads side by side, so that each row of one comes with each row of the other.</summary>
/// <param name="Query">The query.</param>
/// <param name="First">The path to the one.</param>
/// <param name="Second">The path to the other.</param>
internal sealed record SiblingCollections(EntityQuery Query, string First, string Second)
{
    /// <summary>Null when there are none, when the query gives few rows, or when somebody has decided how it loads.</summary>
    public static SiblingCollections? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (execution.Receiver() is not { } rows || !HasTwoIncludes(rows)
            || EntityQueryReader.Read(rows, execution, compilation) is not { StatesSplitting: false, IsFew: false } query
            || QuerySettings.For(compilation).StatesSplitting
            || QueryRows.IsFew(query.Operators, compilation))
        {
            return null;
        }

        var collections = new List<string>();
        foreach (var path in query.Included.OrderBy(p => p, StringComparer.Ordinal))
        {
            if (EndsInCollection(query, path, compilation) && !IsCut(query, path))
                collections.Add(path);
        }

        for (var i = 0; i < collections.Count; i++)
        {
            for (var j = i + 1; j < collections.Count; j++)
            {
                if (!collections[j].StartsWith(collections[i] + ".", StringComparison.Ordinal))
                    return new SiblingCollections(query, collections[i], collections[j]);
            }
        }

        return null;
    }

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

        return current is ILocalReferenceOperation or IInvocationOperation;
    }

    private static bool EndsInCollection(EntityQuery query, string path, CompilationContext compilation)
    {
        INamedTypeSymbol? entity = query.Entity;
        Navigation? last = null;
        foreach (var name in path.Split('.'))
        {
            last = entity is null ? null : Entities.For(compilation).Navigations(entity).FirstOrDefault(n => n.Property.Name == name);
            entity = last?.Target;
        }

        return last is { IsCollection: true };
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
