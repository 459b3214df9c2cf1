namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What the rows of all keys are kept in.</summary>
internal enum KeyedForm
{
    Dictionary,
    Lookup,
    Set,
    Count,
    CountLookup,
}

/// <summary>The index that answers for every key what is asked for one, whichever library asks: what it is, and how it is asked.</summary>
/// <param name="Key">What the rows are found by.</param>
internal abstract record KeyedIndex(RowKey Key)
{
    /// <summary>What is asked for each key.</summary>
    public abstract KeyedAnswer Asked { get; }

    /// <summary>Whether a list of keys must hold none that is null, as far as the compiler knows.</summary>
    public abstract bool NeedsKnownKeys { get; }

    /// <summary>The types that the text that loads it needs in scope.</summary>
    public abstract IEnumerable<string> Usings { get; }

    public KeyedForm Form => Asked switch
    {
        KeyedAnswer.RowOrDefault or KeyedAnswer.OnlyRowOrDefault when (IsKeyUnique || IsOrdered) && !Key.NeedsNullableIndex => KeyedForm.Dictionary,
        KeyedAnswer.Extreme => KeyedForm.CountLookup,
        KeyedAnswer.Count or KeyedAnswer.Total when Key.NeedsNullableIndex => KeyedForm.CountLookup,
        KeyedAnswer.Count or KeyedAnswer.Total => KeyedForm.Count,
        KeyedAnswer.Any => KeyedForm.Set,
        _ => KeyedForm.Lookup,
    };

    /// <summary>Whether the answer is asked for with an extension method that older frameworks do not have.</summary>
    public bool NeedsGetValueOrDefault => Form is KeyedForm.Dictionary or KeyedForm.Count;

    /// <summary>Whether no two rows share a key.</summary>
    protected abstract bool IsKeyUnique { get; }

    /// <summary>Whether an order says which row of a key is the one.</summary>
    protected abstract bool IsOrdered { get; }

    /// <summary>What makes the list or array that is asked for out of all rows of a key; empty where any sequence will do.</summary>
    protected abstract string Listing { get; }

    /// <summary>What the index is called.</summary>
    /// <param name="given">The type that a call gives back, which names the rows where they are those of a generic repository.</param>
    public abstract string NameFor(ITypeSymbol? given);

    /// <summary>What makes the index of rows that are loaded.</summary>
    /// <param name="row">The name of a row in the function.</param>
    /// <param name="sought">The types of a key, as text.</param>
    public string Of(string row, ImmutableArray<string> sought) =>
        (Form == KeyedForm.Dictionary ? ".ToDictionary(" : ".ToLookup(") + row + " => " + Key.InMemory(row, sought) + ")";

    /// <summary>What the index is asked for the key of one round.</summary>
    public string Answer(string map, ImmutableArray<string> values)
    {
        var value = Key.Of(values);
        var rows = map + "[" + value + "]";
        return Asked switch
        {
            KeyedAnswer.Any => map + ".Contains(" + value + ")",
            KeyedAnswer.Rows => rows + Listing,
            KeyedAnswer.Row or KeyedAnswer.Extreme => rows + ".First()",
            KeyedAnswer.OnlyRow => rows + ".Single()",
            KeyedAnswer.OnlyRowOrDefault when !IsKeyUnique => rows + ".SingleOrDefault()",
            _ when Key.NeedsNullableIndex || (Asked == KeyedAnswer.RowOrDefault && !IsKeyUnique && !IsOrdered) => rows + ".FirstOrDefault()",
            _ => map + ".GetValueOrDefault(" + value + ")",
        };
    }
}
