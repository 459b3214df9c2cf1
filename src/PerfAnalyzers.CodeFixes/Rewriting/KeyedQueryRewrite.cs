using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Writes a query per element as one query for all keys before the loop and a look-up inside it:
/// <c>var customersById = await db.Customers.Where(c =&gt; customerIds.Contains(c.Id)).ToDictionaryAsync(c =&gt; c.Id);</c>
/// </summary>
internal static class KeyedQueryRewrite
{
    /// <summary>The edits, or null when the place of the query or its key does not allow them.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, KeyedQuery query, Iteration loop)
    {
        if (QueryPlace.TryFind(query.Call, query.IsAsync, query.Predicate) is not { } place
            || Sources(query, loop, request.Compilation) is not var (keys, types)
            || AheadOfLoop.TryFind(request, loop, query.IsAsync) is not { } ahead)
        {
            return null;
        }

        var index = new KeyedIndex(query, new RowKey(query.Columns, types));
        if (!index.Usings.All(ahead.AddUsing) || (index.NeedsGetValueOrDefault && !ahead.AddGetValueOrDefault()))
            return null;

        var keyLists = keys.Select((k, i) => ahead.Keys(k, types[i])).ToImmutableArray();
        var map = ahead.Name(index.Name);
        var row = query.Column.Comparison is null ? ahead.Name(query.Column.Row) : query.Column.Row;
        var sought = types.Select(t => ahead.TypeText(t.Sought)).ToImmutableArray();
        var load = index.Load(request.Text, keyLists, row, sought, place.ConfigureAwait, chain => ahead.Outdented(chain, query.Call));
        ahead.Add("var " + map + " = " + load + ";");
        ahead.Changes.Add(new TextChange(place.Replaced.Span, index.Answer(map, query.Columns.Select(c => c.Value.Syntax.ToString()).ToImmutableArray())));
        foreach (var declaration in query.Chain.Declarations)
            ahead.Changes.Add(new TextChange(declaration.FullSpan, ""));

        return ahead.Build();
    }

    /// <summary>Where the keys of each column come from, and how their types fit; null when one of them does not.</summary>
    private static (ImmutableArray<KeySource> Keys, ImmutableArray<KeyTypes> Types)? Sources(KeyedQuery query, Iteration loop, CompilationContext compilation)
    {
        var keys = ImmutableArray.CreateBuilder<KeySource>();
        var types = ImmutableArray.CreateBuilder<KeyTypes>();
        foreach (var column in query.Columns)
        {
            if (KeySource.TryFind(column.Value, loop, compilation) is not { } source
                || column.Value.Type is not { } sought
                || new KeyTypes(column.Property.Type, source.Type, sought) is not { Fit: true } fit)
            {
                return null;
            }

            keys.Add(source);
            types.Add(fit);
        }

        return (keys.ToImmutable(), types.ToImmutable());
    }
}
