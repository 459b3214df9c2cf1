using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A query whose entities are read and nothing else, in a member that changes nothing.</summary>
/// <param name="Query">The query.</param>
/// <param name="Reads">What is read of its rows.</param>
internal sealed record ReadRows(EntityQuery Query, RowReads Reads)
{
    private static readonly ImmutableHashSet<string> Changes = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "AddRange", "Update", "UpdateRange", "Remove", "RemoveRange", "Attach", "AttachRange", "Entry", "AddAsync", "AddRangeAsync", "Load", "LoadAsync");

    public static ReadRows? By(IInvocationOperation execution, CompilationContext compilation, RowUses allowed = RowUses.Read)
    {
        if (Form(execution.TargetMethod.Name) is not { } isRow
            || execution.Receiver() is not { } rows
            || !QueryReader.For(compilation).IsQueryable(rows.Unwrap().Type)
            || execution.IsNotRun(compilation)
            || EntityQueryReader.Read(rows, execution, compilation) is not { IsRootCertain: true } query
            || !Entities.For(compilation).Contains(query.Entity)
            || RowReads.Of(execution, query.Entity, isRow ? RowsHeld.Row : RowsHeld.Rows, compilation, allowed) is not { } reads
            || (reads.Columns.Count + reads.Navigations.Count == 0 && !reads.AreAnswer && !reads.AreChanged)
            || MemberWrites(execution, savesThem: reads.AreChanged, compilation))
        {
            return null;
        }

        return new ReadRows(query, reads);
    }

    /// <summary>Whether a call gives one row (true) or several (false).</summary>
    private static bool? Form(string name) => name switch
    {
        "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" => false,
        "First" or "FirstAsync" or "FirstOrDefault" or "FirstOrDefaultAsync" or "Single" or "SingleAsync" or "SingleOrDefault" or "SingleOrDefaultAsync" => true,
        _ => null,
    };

    /// <summary>Whether the member saves, or tells a context of changes; rows that are tracked may be part of them.</summary>
    private static bool MemberWrites(IOperation place, bool savesThem, CompilationContext compilation)
    {
        var table = RoundTripTable.For(compilation);
        foreach (var operation in LocalValues.Root(place).DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation call)
                continue;

            if (!savesThem && table.Find(call)?.Kind == RoundTripKind.Save)
                return true;

            if (Changes.Contains(call.TargetMethod.Name)
                && (call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)) || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions))))
            {
                return true;
            }
        }

        return false;
    }
}
