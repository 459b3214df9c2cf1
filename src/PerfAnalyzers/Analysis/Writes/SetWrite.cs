using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>One column that a round sets, and the value.</summary>
internal sealed record ColumnWrite(IPropertySymbol Column, IOperation Value, ISimpleAssignmentOperation Assignment);

/// <summary>
/// Rows that are loaded only to be changed alike, or removed, and saved: what one statement of the database does without moving a row.
/// </summary>
internal sealed class SetWrite
{
    public SetWrite(Query rows, IOperation write, IInvocationOperation save, IVariableDeclaratorOperation? list, ILocalSymbol? element, ImmutableArray<ColumnWrite> columns)
    {
        Rows = rows;
        Write = write;
        Save = save;
        List = list;
        Element = element;
        Columns = columns;
    }

    /// <summary>The query that loads them.</summary>
    public Query Rows { get; }

    /// <summary>The loop, or the call that removes them.</summary>
    public IOperation Write { get; }

    public IInvocationOperation Save { get; }

    /// <summary>The local that holds the rows; null when the query stands where they are written.</summary>
    public IVariableDeclaratorOperation? List { get; }

    /// <summary>The row in the loop; null without a loop.</summary>
    public ILocalSymbol? Element { get; }

    /// <summary>What is set; empty when the rows are removed.</summary>
    public ImmutableArray<ColumnWrite> Columns { get; }

    public bool Removes => Columns.IsEmpty;
}
