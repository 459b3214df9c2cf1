namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The statement before a loop that loads the rows of all keys: the same whether the loop asks itself or by way of a function.</summary>
/// <param name="Index">What the rows are kept in.</param>
/// <param name="Map">The name of the variable that holds them.</param>
internal sealed record KeyedLoad(QueryIndex Index, string Map)
{
    /// <summary>Where the keys of each column come from, and how their types fit; null when one of them does not.</summary>
    public static (ImmutableArray<KeySource> Keys, ImmutableArray<KeyTypes> Types)? Sources(KeyedQuery query, Func<KeyColumn, KeySource?> sourceOf)
    {
        var keys = ImmutableArray.CreateBuilder<KeySource>();
        var types = ImmutableArray.CreateBuilder<KeyTypes>();
        foreach (var column in query.Columns)
        {
            if (sourceOf(column) is not { } source || column.Value.Type is not { } sought || new KeyTypes(column.Property.Type, source.Type, sought) is not { Fit: true } fit)
                return null;

            keys.Add(source);
            types.Add(fit);
        }

        return (keys.ToImmutable(), types.ToImmutable());
    }

    /// <summary>Adds the statement; null when what it needs cannot be imported at the place.</summary>
    public static KeyedLoad? TryAdd(AheadOfLoop ahead, KeyedQuery query, (ImmutableArray<KeySource> Keys, ImmutableArray<KeyTypes> Types) sources, string configureAwait, SourceText text)
    {
        var (keys, types) = sources;
        var index = new QueryIndex(query, new RowKey(query.Columns, types));
        if (!index.Usings.All(ahead.AddUsing) || (index.NeedsGetValueOrDefault && !ahead.AddGetValueOrDefault()))
            return null;

        var keyLists = keys.Select((k, i) => ahead.Keys(k, types[i])).ToImmutableArray();
        var map = ahead.Name(index.Name);
        var row = query.Column.Comparison is null ? ahead.Name(query.Column.Row) : query.Column.Row;
        var sought = types.Select(t => ahead.TypeText(t.Sought)).ToImmutableArray();
        ahead.Add("var " + map + " = " + index.Load(text, keyLists, row, sought, configureAwait, chain => ahead.Outdented(chain, query.Call)) + ";");
        return new KeyedLoad(index, map);
    }
}
