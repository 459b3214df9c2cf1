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
            || KeyedLoad.Sources(query, c => KeySource.TryFind(c.Value, loop, request.Compilation)) is not { } sources
            || AheadOfLoop.TryFind(request, loop, query.IsAsync, query.Token, place.ConfigureAwait) is not { } ahead
            || KeyedLoad.TryAdd(ahead, query, sources, place.ConfigureAwait, request.Text) is not var (index, map))
        {
            return null;
        }

        ahead.Changes.Add(new TextChange(place.Replaced.Span, index.Answer(map, query.Columns.Select(c => c.Value.Syntax.ToString()).ToImmutableArray())));
        foreach (var span in query.Chain.Gone)
            ahead.Changes.Add(new TextChange(span, ""));

        return ahead.Build();
    }
}
