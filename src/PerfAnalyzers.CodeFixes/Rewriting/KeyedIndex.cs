using PerfAnalyzers.Knowledge;

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

/// <summary>The index that answers for every key what a query asks for one: how it is loaded, and how it is asked.</summary>
/// <param name="Query">The query of one key.</param>
/// <param name="Types">How the types of column and key fit together.</param>
internal sealed record KeyedIndex(KeyedQuery Query, KeyTypes Types)
{
    public KeyedForm Form => Query.Answer switch
    {
        KeyedAnswer.RowOrDefault when !Types.NeedsNullableIndex => KeyedForm.Dictionary,
        KeyedAnswer.OnlyRowOrDefault when Query.IsKeyUnique && !Types.NeedsNullableIndex => KeyedForm.Dictionary,
        KeyedAnswer.Extreme => KeyedForm.CountLookup,
        KeyedAnswer.Count or KeyedAnswer.Total when Types.NeedsNullableIndex => KeyedForm.CountLookup,
        KeyedAnswer.Count or KeyedAnswer.Total => KeyedForm.Count,
        KeyedAnswer.Any => KeyedForm.Set,
        _ => KeyedForm.Lookup,
    };

    /// <summary>Whether the answer is asked for with an extension method that older frameworks do not have.</summary>
    public bool NeedsGetValueOrDefault => Form is KeyedForm.Dictionary or KeyedForm.Count;

    public string Name
    {
        get
        {
            var set = Query.Query.Root.ReferencedSymbol() is IPropertySymbol property ? Names.Camel(property.Name) : Names.Plural(Names.Camel(Query.Entity.Name));
            return Query.Answer switch
            {
                KeyedAnswer.Any => "existing" + Names.Plural(Query.Key.Name),
                KeyedAnswer.Count or KeyedAnswer.Total or KeyedAnswer.Extreme => Names.Camel(Aggregate) + "By" + Query.Key.Name,
                _ when Query.Projection is { ExpressionBody: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax read } } => Names.Camel(Names.Plural(read.Identifier.ValueText)) + "By" + Query.Key.Name,
                _ => set + "By" + Query.Key.Name,
            };
        }
    }

    /// <summary>The method that makes one value of the rows: <c>Count</c>, <c>Sum</c>.</summary>
    private string Aggregate
    {
        get
        {
            var name = ((MemberAccessExpressionSyntax)Query.Call.Expression).Name.Identifier.ValueText;
            return Query.IsAsync ? name.Substring(0, name.Length - "Async".Length) : name;
        }
    }

    /// <summary>The types that the text of <see cref="Load"/> needs in scope.</summary>
    public IEnumerable<string> Usings =>
        Query.IsAsync ? new[] { TypeNames.System.Enumerable, TypeNames.EfCore.QueryableExtensions } : new[] { TypeNames.System.Enumerable };

    /// <summary>The expression that loads the index.</summary>
    /// <param name="text">The text that the query stands in.</param>
    /// <param name="keys">The list of keys.</param>
    /// <param name="row">The name of a row in the functions.</param>
    /// <param name="sought">The type of a key, as text.</param>
    /// <param name="configureAwait">What follows a call that is awaited.</param>
    /// <param name="outdent">Fits the query, which may be of several lines, to its new place.</param>
    public string Load(SourceText text, string keys, string row, string sought, string configureAwait, Func<string, string> outdent)
    {
        var column = row + "." + Query.Key.Name;
        var chain = outdent(Chain(text, keys, row));
        var token = Query.Token is null ? "" : Query.Token.ToString();
        var more = token.Length == 0 || !Query.IsAsync ? "" : ", " + token;
        var lift = Types.LiftsColumn ? "(" + sought + ")" : "";
        var aggregate = Aggregate;
        var counts = chain + ".GroupBy(" + row + " => " + column + ").Select(g => new { g.Key, " + aggregate + " = g." + aggregate + "(" + Query.Selector + ") })";
        if (Query.Projection is { } projection)
        {
            var read = projection is SimpleLambdaExpressionSyntax simple ? simple.Parameter : ((ParenthesizedLambdaExpressionSyntax)projection).ParameterList.Parameters[0];
            var pairs = chain + ".Select(" + read.Identifier.Text + " => new { Key = " + read.Identifier.Text + "." + Query.Key.Name + ", Value = " + outdent(projection.ExpressionBody!.ToString()) + " })";
            return Form == KeyedForm.Dictionary
                ? Run(pairs, "ToDictionary", "p => p.Key, p => p.Value" + more, configureAwait)
                : Listed(pairs, token, configureAwait) + ".ToLookup(p => " + lift + "p.Key, p => p.Value)";
        }

        return Form switch
        {
            KeyedForm.Dictionary => Run(chain, "ToDictionary", row + " => " + column + more, configureAwait),
            KeyedForm.Count => Run(counts, "ToDictionary", "g => g.Key, g => g." + aggregate + more, configureAwait),
            KeyedForm.CountLookup => Listed(counts, token, configureAwait) + ".ToLookup(g => " + lift + "g.Key, g => g." + aggregate + ")",
            KeyedForm.Set when Query.IsAsync => Listed(chain + ".Select(" + row + " => " + lift + column + ").Distinct()", token, configureAwait) + ".ToHashSet()",
            KeyedForm.Set => chain + ".Select(" + row + " => " + lift + column + ").ToHashSet()",
            _ => Listed(chain, token, configureAwait) + ".ToLookup(" + row + " => " + lift + column + ")",
        };
    }

    /// <summary>What makes the index of rows that are loaded.</summary>
    /// <param name="row">The name of a row in the function.</param>
    /// <param name="sought">The type of a key, as text.</param>
    public string Of(string row, string sought) =>
        (Form == KeyedForm.Dictionary ? ".ToDictionary(" : ".ToLookup(") + row + " => " + (Types.LiftsColumn ? "(" + sought + ")" : "") + row + "." + Query.Key.Name + ")";

    /// <summary>The query as it is written, up to what runs it, with the comparison turned into "one of the keys".</summary>
    public string Chain(SourceText text, string keys, string row)
    {
        var isOneOf = keys + ".Contains(" + row + "." + Query.Key.Name + ")";
        var written = string.Concat(Query.Chain.Parts.Select(part => Replaced(text, part, isOneOf)));
        if (Query.Comparison is null)
            written += ".Where(" + row + " => " + isOneOf + ")";
        else if (Query.Predicate is not null)
            written += ".Where(" + Replaced(text, Query.Predicate.Span, isOneOf) + ")";

        return written;
    }

    /// <summary>What the index is asked for the key of one round.</summary>
    public string Answer(string map, string value)
    {
        var rows = map + "[" + value + "]";
        return Query.Answer switch
        {
            KeyedAnswer.Any => map + ".Contains(" + value + ")",
            KeyedAnswer.Rows => rows + (Query.Call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToArrayAsync" } ? ".ToArray()" : ".ToList()"),
            KeyedAnswer.Row or KeyedAnswer.Extreme => rows + ".First()",
            KeyedAnswer.OnlyRow => rows + ".Single()",
            KeyedAnswer.OnlyRowOrDefault when !Query.IsKeyUnique => rows + ".SingleOrDefault()",
            _ when Types.NeedsNullableIndex => rows + ".FirstOrDefault()",
            _ => map + ".GetValueOrDefault(" + value + ")",
        };
    }

    /// <summary>The rows in memory, or what gives them one after another.</summary>
    private string Listed(string chain, string token, string configureAwait) =>
        Query.IsAsync ? "(" + Run(chain, "ToList", token, configureAwait) + ")" : chain;

    private string Run(string chain, string method, string arguments, string configureAwait) =>
        Query.IsAsync
            ? "await " + chain + "." + method + "Async(" + arguments + ")" + configureAwait
            : chain + "." + method + "(" + arguments + ")";

    private string Replaced(SourceText text, TextSpan span, string isOneOf)
    {
        if (Query.Comparison is not { } comparison || !span.Contains(comparison.Span))
            return text.ToString(span);

        return text.ToString(TextSpan.FromBounds(span.Start, comparison.SpanStart))
            + isOneOf
            + text.ToString(TextSpan.FromBounds(comparison.Span.End, span.End));
    }
}
