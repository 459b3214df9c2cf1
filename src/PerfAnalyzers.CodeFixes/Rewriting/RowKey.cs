namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// What rows are found by, as text: one column, or several, which the database sees as an anonymous object and the memory as a tuple.
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Types">How the types of each fit together.</param>
internal sealed record RowKey(ImmutableArray<KeyColumn> Columns, ImmutableArray<KeyTypes> Types)
{
    public bool IsTuple => Columns.Length > 1;

    /// <summary>Whether an index must take keys that may be null; a tuple never is.</summary>
    public bool NeedsNullableIndex => !IsTuple && Types[0].NeedsNullableIndex;

    public string Name => string.Join("And", Columns.Select(c => c.Property.Name));

    /// <summary>The name for several of them.</summary>
    public string Plural => string.Join("And", Columns.Select(c => Names.Plural(c.Property.Name)));

    /// <summary>The key of a row where the database reads it.</summary>
    public string InQuery(string row) => IsTuple ? "new { " + string.Join(", ", Columns.Select(c => row + "." + c.Property.Name)) + " }" : row + "." + Columns[0].Property.Name;

    /// <summary>The key of a row that is loaded.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sought">The types of what is looked for, as text.</param>
    public string InMemory(string row, ImmutableArray<string> sought) => Tupled(i => Lifted(i, row + "." + Columns[i].Property.Name, sought));

    /// <summary>The key of what was made by <see cref="InQuery"/>.</summary>
    public string Loaded(string key, ImmutableArray<string> sought) => IsTuple ? InMemory(key, sought) : Lifted(0, key, sought);

    /// <summary>What stands in place of a comparison: "one of the keys".</summary>
    public static string IsOneOf(string keys, string row, KeyColumn column) => keys + ".Contains(" + row + "." + column.Property.Name + ")";

    /// <summary>The key of a round.</summary>
    public string Of(ImmutableArray<string> values) => Tupled(i => values[i]);

    private string Tupled(Func<int, string> part) => IsTuple ? "(" + string.Join(", ", Columns.Select((_, i) => part(i))) + ")" : part(0);

    private string Lifted(int column, string text, ImmutableArray<string> sought) => Types[column].LiftsColumn ? "(" + sought[column] + ")" + text : text;
}
