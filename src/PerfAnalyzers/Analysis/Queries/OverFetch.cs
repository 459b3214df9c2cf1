using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A list of whole entities of which a member reads a few columns, and nothing else.</summary>
/// <param name="Query">The query that makes the list.</param>
/// <param name="Read">The columns that are read, in the order in which the entity has them.</param>
/// <param name="All">How many there are.</param>
internal sealed record OverFetch(EntityQuery Query, ImmutableArray<string> Read, int All)
{
    /// <summary>Below that there is little to save.</summary>
    public const int FewestColumns = 6;

    public static OverFetch? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (execution.TargetMethod.Name is not ("ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync")
            || execution.Receiver() is not { } rows
            || !QueryReader.For(compilation).IsQueryable(rows.Unwrap().Type)
            || execution.IsNotRun(compilation)
            || EntityQueryReader.Read(rows, execution, compilation) is not { IsFew: false, IsRootCertain: true, Included.Count: 0 } query
            || Columns.For(compilation).Of(query.Entity) is not { Length: >= FewestColumns } columns
            || QueryRows.IsFew(query.Operators, compilation)
            || RowReads.Of(execution, query.Entity, isRow: false, compilation) is not { Navigations.Count: 0, Columns.Count: > 0 } reads
            || reads.Columns.Count * 3 > columns.Length
            || IsClientSide(execution, compilation))
        {
            return null;
        }

        return new OverFetch(query, columns.Select(c => c.Name).Where(reads.Columns.Contains).ToImmutableArray(), columns.Length);
    }

    /// <summary>Whether all that is done with the rows could be part of the query, which saves more than columns.</summary>
    private static bool IsClientSide(IInvocationOperation execution, CompilationContext compilation)
    {
        foreach (var operation in LocalValues.Root(execution).DescendantsAndSelf())
        {
            if (ClientSideWork.MayBe(operation) && ClientSideWork.From(operation, compilation) is { } work && work.Rows.Materialiser == execution)
                return true;
        }

        return false;
    }
}
