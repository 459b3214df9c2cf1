using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes a query of Dapper per element as queries for slices of all keys before the loop, and a look-up inside it.</summary>
internal static class KeyedSqlRewrite
{
    /// <summary>The edits, or null when the place or the key does not allow them.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, KeyedSqlQuery query, Iteration loop)
    {
        var value = query.Column.Value;
        if (query.TakesOneOfSeveral
            || QueryPlace.TryFind(query.Syntax, query.IsAsync, query.Syntax.ArgumentList) is not { } place
            || place.Replaced.Parent is CastExpressionSyntax
            || KeySource.TryFind(value, loop, request.Compilation) is not { } keys
            || value.Unwrap().Type is not { } sought
            || new KeyTypes(query.Column.Property.Type, keys.Type, sought) is not { Fit: true } types
            || KeyTypes.MayBeNoObject(keys.Type)
            || AheadOfLoop.TryFind(request, loop, query.IsAsync, configureAwait: place.ConfigureAwait) is not { } ahead
            || !ahead.AddUsing(TypeNames.System.Enumerable) || !ahead.AddUsing(TypeNames.System.ListOfT))
        {
            return null;
        }

        var index = new SqlIndex(query, new RowKey(ImmutableArray.Create(query.Column), ImmutableArray.Create(types)), "");
        var keyList = ahead.Keys(keys, types);
        var (rows, lines) = query.Load(request.Text, keyList, ahead.Name, ahead.TypeText(query.Row), place.ConfigureAwait, text => ahead.Outdented(text, query.Syntax));
        var map = ahead.Name(index.NameFor(null));
        foreach (var line in lines)
            ahead.Add(line);

        ahead.Add($"var {map} = {rows}{index.Of(ahead.Name(query.Column.Row), ImmutableArray.Create(ahead.TypeText(sought)))};");
        if (query.Elsewhere is { } compared)
            ahead.Changes.Add(compared);

        ahead.Changes.Add(new TextChange(place.Replaced.Span, index.Answer(map, ImmutableArray.Create(value.Syntax.ToString()))));
        return ahead.Build();
    }
}
