using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A list of whole entities of which a member reads a few columns, and nothing else.</summary>
/// <param name="Query">The query that makes the list.</param>
/// <param name="Read">The columns that are read, in the order in which the entity has them.</param>
/// <param name="All">How many there are.</param>
/// <param name="Heavy">The one among those that are not read which holds a file or a long text; null where there is none.</param>
/// <param name="IsOfOneOwner">Whether the rows are those of one owner, so few that a column of ordinary length more is no matter.</param>
internal sealed record OverFetch(EntityQuery Query, ImmutableArray<string> Read, int All, string? Heavy, bool IsOfOneOwner)
{
    /// <summary>Below that there is little to save, unless one of them is long.</summary>
    public const int FewestColumns = 6;

    private const int FewestWithText = 4;

    public static OverFetch? In(IInvocationOperation execution, CompilationContext compilation)
    {
        var isTable = execution.TargetMethod.Name is "ToDictionary" or "ToDictionaryAsync" && execution.Arguments.All(a => a.Parameter?.Name is "source" or "keySelector" or "cancellationToken");
        if (!(isTable || execution.TargetMethod.Name is "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync")
            || execution.Receiver() is not { } rows
            || !QueryReader.For(compilation).IsQueryable(rows.Unwrap().Type)
            || execution.IsNotRun(compilation)
            || EntityQueryReader.Read(rows, execution, compilation) is not { IsFew: false, IsRootCertain: true, Included.Count: 0 } query
            || Columns.For(compilation).Of(query.Entity) is not { IsEmpty: false } columns
            || QueryRows.IsFew(query.Operators, compilation))
        {
            return null;
        }

        var bytes = HeavyColumns.Bytes(query.Entity, compilation).ToArray();
        if ((bytes.Length == 0 && columns.Length < FewestWithText)
            || RowReads.Of(execution, query.Entity, isTable ? RowsHeld.Table : RowsHeld.Rows, compilation) is not { Navigations.Count: 0, Columns.Count: > 0 } reads)
        {
            return null;
        }

        // Bytes are no column that reading a row may name, so rows of which they are read are not told.
        var texts = HeavyColumns.Texts(query.Entity, compilation).ToArray();
        var text = texts.FirstOrDefault(t => !reads.Columns.Contains(t.Name));
        if (bytes.Length == 0 && text is null && texts.Length > 0)
            return null; // The long one is what is read; the others weigh nothing beside it.

        // Where one of the others is long, leaving out half of them is as good as leaving out most.
        // Of some among few rows, and once a year, columns of ordinary length cost nothing that anybody notices.
        if (text is null && bytes.Length == 0 && (AreSomeOfFew(rows, query.Entity, compilation) || RunsSeldom(execution)))
            return null;

        var isLittle = text is null ? reads.Columns.Count * 3 <= columns.Length && columns.Length >= FewestColumns : reads.Columns.Count * 2 <= columns.Length && columns.Length >= FewestWithText;
        return (bytes.Length > 0 || isLittle) && !IsClientSide(execution, compilation)
            ? new OverFetch(query, columns.Select(c => c.Name).Where(reads.Columns.Contains).ToImmutableArray(), Columns.For(compilation).Count(query.Entity) + bytes.Length, bytes.FirstOrDefault()?.Name ?? text?.Name, text is null && bytes.Length == 0 && QueryBounds.IsOfOneOwner(rows, compilation))
            : null;
    }

    private static bool AreSomeOfFew(IOperation rows, INamedTypeSymbol entity, CompilationContext compilation) =>
        TableGrowth.For(compilation).StaysSmall(entity) && QueryTrail.Read(rows, compilation) is { } trail && QueryBounds.Of(trail, compilation) == Bound.Some;

    private static bool RunsSeldom(IInvocationOperation execution) =>
        MembersAround.Of(execution).Any(m => PurposeWords.RunsSeldom(Words.Split(m.Name)) || (m.ContainingType is { } type && PurposeWords.RunsSeldom(Words.Split(type.Name))));

    /// <summary>Whether all that is done with the rows could be part of the query, which saves more than columns.</summary>
    private static bool IsClientSide(IInvocationOperation execution, CompilationContext compilation)
    {
        foreach (var operation in LocalValues.Root(execution).DescendantsAndSelf())
        {
            if (ClientSideWork.MayBe(operation) && ClientSideWork.From(operation, compilation) is { } work && work.Rows.Materialiser == execution)
                return true;

            if (operation is IForEachLoopOperation loop && SummedRows.Of(loop, compilation) is { } summed && summed.Rows.Materialiser == execution)
                return true;
        }

        return false;
    }
}
