using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Writes a query per element as one query for all keys before the loop and a look-up inside it:
/// <c>var customersById = await db.Customers.Where(c =&gt; customerIds.Contains(c.Id)).ToDictionaryAsync(c =&gt; c.Id);</c>
/// </summary>
internal sealed class KeyedQueryRewrite
{
    private readonly FixRequest request;
    private readonly KeyedQuery query;
    private readonly Iteration loop;
    private KeyTypes types = null!;
    private AheadOfLoop ahead = null!;

    private KeyedQueryRewrite(FixRequest request, KeyedQuery query, Iteration loop)
    {
        this.request = request;
        this.query = query;
        this.loop = loop;
    }

    private CompilationContext Compilation => request.Compilation;

    /// <summary>The edits, or null when the place of the query or its key does not allow them.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, KeyedQuery query, Iteration loop) =>
        new KeyedQueryRewrite(request, query, loop).TryWrite();

    private ImmutableArray<TextChange>? TryWrite()
    {
        if (QueryPlace.TryFind(query.Call, query.IsAsync, query.Predicate) is not { } place
            || KeySource.TryFind(query.Value, loop, Compilation) is not { } keys
            || query.Value.Type is not { } sought
            || (types = new KeyTypes(query.Key.Type, keys.Type, sought)) is not { Fit: true }
            || AheadOfLoop.TryFind(request, loop, query.IsAsync) is not { } found
            || !AddUsings(ahead = found))
        {
            return null;
        }

        var keyList = ahead.Keys(keys, types);
        var map = ahead.Name(MapName());
        ahead.Add("var " + map + " = " + LoadAll(keyList, place.ConfigureAwait) + ";");
        ahead.Changes.Add(new TextChange(place.Replaced.Span, Answer(map)));
        foreach (var declaration in query.Chain.Declarations)
            ahead.Changes.Add(new TextChange(declaration.FullSpan, ""));

        return ahead.Build();
    }

    private bool AddUsings(AheadOfLoop place) =>
        place.AddUsing(TypeNames.System.Enumerable)
        && (!query.IsAsync || place.AddUsing(TypeNames.EfCore.QueryableExtensions))
        && (Answers() is not (Form.Dictionary or Form.Count) || place.AddGetValueOrDefault());

    private string MapName()
    {
        var set = query.Query.Root.ReferencedSymbol() is IPropertySymbol property ? Names.Camel(property.Name) : Names.Plural(Names.Camel(query.Entity.Name));
        return query.Answer switch
        {
            KeyedAnswer.Any => "existing" + Names.Plural(query.Key.Name),
            KeyedAnswer.Count => "countBy" + query.Key.Name,
            _ => set + "By" + query.Key.Name,
        };
    }

    private string LoadAll(string keys, string configureAwait)
    {
        var row = query.Comparison is null ? ahead.Name(query.RowName) : query.RowName;
        var column = row + "." + query.Key.Name;
        var chain = Chain(keys, row, column);
        var token = query.Token is null ? "" : query.Token.ToString();
        var more = token.Length == 0 || !query.IsAsync ? "" : ", " + token;
        var lift = types.LiftsColumn ? "(" + ahead.TypeText(query.Value.Type!) + ")" : "";
        var counts = chain + ".GroupBy(" + row + " => " + column + ").Select(g => new { g.Key, Count = g.Count() })";
        return Answers() switch
        {
            Form.Dictionary => Run(chain, "ToDictionary", row + " => " + column + more, configureAwait),
            Form.Count => Run(counts, "ToDictionary", "g => g.Key, g => g.Count" + more, configureAwait),
            Form.CountLookup => Listed(counts, token, configureAwait) + ".ToLookup(g => " + lift + "g.Key, g => g.Count)",
            Form.Set when query.IsAsync => Listed(chain + ".Select(" + row + " => " + lift + column + ").Distinct()", token, configureAwait) + ".ToHashSet()",
            Form.Set => chain + ".Select(" + row + " => " + lift + column + ").ToHashSet()",
            _ => Listed(chain, token, configureAwait) + ".ToLookup(" + row + " => " + lift + column + ")",
        };
    }

    /// <summary>The rows in memory, or what gives them one after another.</summary>
    private string Listed(string chain, string token, string configureAwait) =>
        query.IsAsync ? "(" + Run(chain, "ToList", token, configureAwait) + ")" : chain;

    private string Run(string chain, string method, string arguments, string configureAwait) =>
        query.IsAsync
            ? "await " + chain + "." + method + "Async(" + arguments + ")" + configureAwait
            : chain + "." + method + "(" + arguments + ")";

    /// <summary>The query as it is written, up to what runs it, with the comparison turned into "one of the keys".</summary>
    private string Chain(string keys, string row, string column)
    {
        var isOneOf = keys + ".Contains(" + column + ")";
        var written = string.Concat(query.Chain.Parts.Select(part => Replaced(part, isOneOf)));
        if (query.Comparison is null)
            written += ".Where(" + row + " => " + isOneOf + ")";
        else if (query.Predicate is not null)
            written += ".Where(" + Replaced(query.Predicate.Span, isOneOf) + ")";

        return ahead.Outdented(written, query.Call);
    }

    private string Replaced(TextSpan span, string isOneOf)
    {
        if (query.Comparison is not { } comparison || !span.Contains(comparison.Span))
            return request.Text.ToString(span);

        return request.Text.ToString(TextSpan.FromBounds(span.Start, comparison.SpanStart))
            + isOneOf
            + request.Text.ToString(TextSpan.FromBounds(comparison.Span.End, span.End));
    }

    private string Answer(string map)
    {
        var value = query.Value.Syntax.ToString();
        var rows = map + "[" + value + "]";
        return query.Answer switch
        {
            KeyedAnswer.Any => map + ".Contains(" + value + ")",
            KeyedAnswer.Rows => rows + (query.Call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToArrayAsync" } ? ".ToArray()" : ".ToList()"),
            KeyedAnswer.Row => rows + ".First()",
            KeyedAnswer.OnlyRow => rows + ".Single()",
            KeyedAnswer.OnlyRowOrDefault when !query.IsKeyUnique => rows + ".SingleOrDefault()",
            _ when types.NeedsNullableIndex => rows + ".FirstOrDefault()",
            _ => map + ".GetValueOrDefault(" + value + ")",
        };
    }

    private Form Answers() => query.Answer switch
    {
        KeyedAnswer.RowOrDefault when !types.NeedsNullableIndex => Form.Dictionary,
        KeyedAnswer.OnlyRowOrDefault when query.IsKeyUnique && !types.NeedsNullableIndex => Form.Dictionary,
        KeyedAnswer.Count when types.NeedsNullableIndex => Form.CountLookup,
        KeyedAnswer.Count => Form.Count,
        KeyedAnswer.Any => Form.Set,
        _ => Form.Lookup,
    };

    private enum Form
    {
        Dictionary,
        Lookup,
        Set,
        Count,
        CountLookup,
    }
}
