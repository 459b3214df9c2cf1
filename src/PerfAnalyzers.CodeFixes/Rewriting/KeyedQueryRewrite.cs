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
            || KeySource.TryFind(query.Value, loop, request.Compilation) is not { } keys
            || query.Value.Type is not { } sought
            || new KeyTypes(query.Key.Type, keys.Type, sought) is not { Fit: true } types
            || AheadOfLoop.TryFind(request, loop, query.IsAsync) is not { } ahead)
        {
            return null;
        }

        var index = new KeyedIndex(query, types);
        if (!index.Usings.All(ahead.AddUsing) || (index.NeedsGetValueOrDefault && !ahead.AddGetValueOrDefault()))
            return null;

        var keyList = ahead.Keys(keys, types);
        var map = ahead.Name(index.Name);
        var row = query.Comparison is null ? ahead.Name(query.RowName) : query.RowName;
        var load = index.Load(request.Text, keyList, row, ahead.TypeText(sought), place.ConfigureAwait, chain => ahead.Outdented(chain, query.Call));
        ahead.Add("var " + map + " = " + load + ";");
        ahead.Changes.Add(new TextChange(place.Replaced.Span, index.Answer(map, query.Value.Syntax.ToString())));
        foreach (var declaration in query.Chain.Declarations)
            ahead.Changes.Add(new TextChange(declaration.FullSpan, ""));

        return ahead.Build();
    }
}
