using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>An include of a navigation that nobody reads, although all that is done with the rows can be seen.</summary>
/// <param name="Name">The navigation.</param>
/// <param name="Calls">The call of Include and those of ThenInclude that follow it.</param>
internal sealed record UnusedInclude(string Name, ImmutableArray<IInvocationOperation> Calls)
{
    public static IEnumerable<UnusedInclude> In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (execution.Receiver()?.Unwrap() is not (IInvocationOperation or ILocalReferenceOperation) || ReadRows.By(execution, compilation, RowUses.Change) is not { Query: { Included.Count: > 0 } query } rows
            || (rows.Reads.AreChanged && MaySee(query, compilation)))
        {
            yield break;
        }

        for (var i = 0; i < query.Operators.Length; i++)
        {
            var include = query.Operators[i];
            if (include.TargetMethod.Name != "Include" || IncludePath.Of(include) is not { IsEmpty: false } names || rows.Reads.Navigations.Contains(names[0]))
                continue;

            // Named twice, for two ways on from there, it is one navigation.
            if (Entities.For(compilation).Navigations(query.Entity).FirstOrDefault(n => n.Property.Name == names[0]) is not { } navigation || MayConnect(execution, navigation, compilation))
                continue;

            var calls = query.Operators.Skip(i).Take(1).Concat(query.Operators.Skip(i + 1).TakeWhile(o => o.TargetMethod.Name == "ThenInclude")).ToImmutableArray();
            yield return new UnusedInclude(names[0], calls);
        }
    }

    /// <summary>Whether code looks at what is saved, and at what hangs on it.</summary>
    private static bool MaySee(EntityQuery query, CompilationContext compilation) =>
        query.Root is not IPropertyReferenceOperation { Instance.Type: INamedTypeSymbol context } || !context.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || WrittenModel.For(compilation).SeesSaves(context);

    /// <summary>Whether another navigation to such rows is read in the member, which a context would fill with them.</summary>
    private static bool MayConnect(IOperation place, Navigation included, CompilationContext compilation)
    {
        foreach (var operation in LocalValues.Root(place).DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Instance.Type: { } owner } read
                && !operation.IsInExpressionTree(compilation)
                && Entities.For(compilation).Navigation(owner, read.Property) is { } other
                && (other.Target.Is(included.Target) || other.Entity.Is(included.Target)))
            {
                return true;
            }
        }

        return false;
    }
}
