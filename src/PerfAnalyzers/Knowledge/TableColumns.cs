namespace PerfAnalyzers.Knowledge;

/// <summary>Names of columns that tell rows apart.</summary>
internal static class TableColumns
{
    /// <summary>What the names of columns end with that hold another value in each row, whatever it is called that they tell apart.</summary>
    public static readonly ImmutableHashSet<string> Identifiers = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "uid", "guid", "uuid", "ulid");

    /// <summary>Columns that count the rows of one parent. What people type in to sort by is none: they leave many at nought.</summary>
    public static readonly ImmutableHashSet<string> Places = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "SortIndex", "Index", "Position", "Ordinal", "Sequence", "SequenceNumber", "SequenceNo", "LineNumber", "LineNo", "RowNumber", "PageNumber", "ChapterNumber");
}
