using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.Sql;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>A statement written as text that gives more rows than are used, or as many as a table has.</summary>
/// <param name="Sql">The call that sends it.</param>
/// <param name="Select">What it says.</param>
/// <param name="Confidence">How sure it is that there get to be many rows.</param>
internal sealed record UnboundedSql(SqlCall Sql, SqlSelect Select, Confidence Confidence)
{
    /// <summary>Null where a call sends no such statement.</summary>
    public static UnboundedSql? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (SqlCall.Of(call, compilation) is not { } sql || SqlSelect.Read(sql.Text) is not { } select || TableGrowth.OfName(select.Table) is Growth.Small || OfEntity(call, compilation) is var growth && growth == Growth.Small)
            return null;

        // Rows in the order in which something happened: there is one more each time that it does.
        var grows = TableGrowth.OfName(select.Table) == Growth.Grows || growth >= Growth.Follows || (select.OrderedBy is { } column && TimeColumns.IsTime(Words.Split(column)));
        var confidence = grows ? Confidence.Medium : Confidence.Low;
        return sql.Use switch
        {
            SqlUse.List when !select.IsLimited => new UnboundedSql(sql, select, confidence),

            // Equality may leave one row, and then there is nothing to sort.
            SqlUse.FirstRow when !select.HasLimit && !sql.IsFilledIn && (select.HasOrder || !select.HasCondition) => new UnboundedSql(sql, select, select.HasOrder ? Confidence.Medium : confidence),
            _ => null,
        };
    }

    /// <summary>How the table grows whose entities EF Core makes of the rows.</summary>
    private static Growth OfEntity(IInvocationOperation call, CompilationContext compilation) =>
        QueryTrail.RowType(call.Type, compilation) is { } entity && Entities.For(compilation).Contains(entity) ? TableGrowth.For(compilation).Of(entity) : Growth.Unknown;
}
