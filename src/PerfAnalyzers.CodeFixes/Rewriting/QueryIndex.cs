using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The index that answers for every key what a query asks for one: how it is loaded.</summary>
/// <param name="Query">The query of one key.</param>
/// <param name="Key">What the rows are found by.</param>
internal sealed record QueryIndex(KeyedQuery Query, RowKey Key) : KeyedIndex(Key)
{
    public override KeyedAnswer Asked => Query.Answer;

    public override bool NeedsKnownKeys => false;

    public string Name => NameFor(null);

    /// <inheritdoc />
    public override IEnumerable<string> Usings =>
        Query.IsAsync && !Query.AreDocuments ? new[] { TypeNames.System.Enumerable, TypeNames.EfCore.QueryableExtensions } : new[] { TypeNames.System.Enumerable };

    /// <inheritdoc />
    public override string NameFor(ITypeSymbol? given) => Query.Answer switch
    {
        KeyedAnswer.Any => "existing" + Key.Plural,
        KeyedAnswer.Count or KeyedAnswer.Total or KeyedAnswer.Extreme => Names.Camel(Aggregate) + "By" + Key.Name,
        _ when Query.Projection is { ExpressionBody: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax read } } => Names.Camel(Names.Plural(read.Identifier.ValueText)) + "By" + Key.Name,
        _ => RowsFor(given) + "By" + Key.Name,
    };

    protected override bool IsKeyUnique => Query.IsKeyUnique;

    protected override bool IsOrdered => Query.Order is not null;

    protected override string Listing => Query.Call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToArrayAsync" } ? ".ToArray()" : ".ToList()";

    /// <summary>The method that makes one value of the rows: <c>Count</c>, <c>Sum</c>.</summary>
    private string Aggregate
    {
        get
        {
            var name = ((MemberAccessExpressionSyntax)Query.Call.Expression).Name.Identifier.ValueText;
            return Query.IsAsync ? name.Substring(0, name.Length - "Async".Length) : name;
        }
    }

    private string RowsFor(ITypeSymbol? given)
    {
        if (Query.Entity.TypeKind != TypeKind.TypeParameter)
            return Query.Query.Root.ReferencedSymbol() is IPropertySymbol property ? Names.Camel(property.Name) : Names.Plural(Names.Camel(Query.Entity.Name));

        var row = given;
        while (row is INamedTypeSymbol { TypeArguments: { Length: 1 } inner })
            row = inner[0];

        return row is null or ITypeParameterSymbol ? "rows" : Names.Plural(Names.Camel(row.Name));
    }

    /// <summary>The expression that loads the index.</summary>
    /// <param name="text">The text that the query stands in.</param>
    /// <param name="keys">The lists of keys, one for each column.</param>
    /// <param name="row">The name of a row in the functions.</param>
    /// <param name="sought">The types of a key, as text.</param>
    /// <param name="configureAwait">What follows a call that is awaited.</param>
    /// <param name="outdent">Fits the query, which may be of several lines, to its new place.</param>
    public string Load(SourceText text, ImmutableArray<string> keys, string row, ImmutableArray<string> sought, string configureAwait, Func<string, string> outdent)
    {
        var chain = outdent(Chain(text, keys, row));
        var token = Query.Token is null ? "" : Query.Token.ToString();
        if (Query.AreDocuments)
            return (Query.IsAsync ? Listed(chain, token, configureAwait) : Run(chain, "ToList", token, "")) + Of(row, sought);

        var more = token.Length == 0 || !Query.IsAsync ? "" : ", " + token;
        var aggregate = Aggregate;
        var counts = chain + ".GroupBy(" + row + " => " + Key.InQuery(row) + ").Select(g => new { g.Key, " + aggregate + " = g." + aggregate + "(" + Query.Selector + ") })";
        if (Query.Projection is { } projection)
        {
            var read = (projection is SimpleLambdaExpressionSyntax simple ? simple.Parameter : ((ParenthesizedLambdaExpressionSyntax)projection).ParameterList.Parameters[0]).Identifier.Text;
            var pairs = OnePerKey(chain, row, ".Select(" + read + " => new { Key = " + Key.InQuery(read) + ", Value = " + outdent(projection.ExpressionBody!.ToString()) + " })");
            var pair = "p => " + Key.Loaded("p.Key", sought) + ", p => p.Value";
            return Form == KeyedForm.Dictionary
                ? Run(pairs, "ToDictionary", pair + more, configureAwait)
                : Listed(pairs, token, configureAwait) + ".ToLookup(" + pair + ")";
        }

        chain = OnePerKey(chain, row, "");
        var count = "g => " + Key.Loaded("g.Key", sought) + ", g => g." + aggregate;
        var key = row + " => " + Key.InMemory(row, sought);
        return Form switch
        {
            KeyedForm.Dictionary => Run(chain, "ToDictionary", key + more, configureAwait),
            KeyedForm.Count => Run(counts, "ToDictionary", count + more, configureAwait),
            KeyedForm.CountLookup => Listed(counts, token, configureAwait) + ".ToLookup(" + count + ")",
            KeyedForm.Set when Key.IsTuple => Listed(chain + ".Select(" + row + " => " + Key.InQuery(row) + ").Distinct()", token, configureAwait) + (Query.IsAsync ? "" : ".AsEnumerable()") + ".Select(" + key + ").ToHashSet()",
            KeyedForm.Set when Query.IsAsync => Listed(chain + ".Select(" + key + ").Distinct()", token, configureAwait) + ".ToHashSet()",
            KeyedForm.Set => chain + ".Select(" + key + ").ToHashSet()",
            _ => Listed(chain, token, configureAwait) + ".ToLookup(" + key + ")",
        };
    }

    /// <summary>The type of the index; null where it has none that could be written down.</summary>
    /// <param name="name">Writes the name of a type.</param>
    public string? Type(Func<ITypeSymbol, string> name)
    {
        if (ValueType is not { IsAnonymousType: false } value)
            return null;

        var keys = string.Join(", ", Key.Types.Select(t => name(t.LiftsColumn ? t.Sought : t.Column)));
        var key = Key.IsTuple ? "(" + keys + ")" : keys;
        return Form switch
        {
            KeyedForm.Set => $"HashSet<{key}>",
            KeyedForm.Dictionary or KeyedForm.Count => $"Dictionary<{key}, {name(value)}>",
            _ => $"ILookup<{key}, {name(value)}>",
        };
    }

    /// <summary>The type of a row, of what is read of it, or of what is made of all of a key.</summary>
    private ITypeSymbol? ValueType =>
        Query.Projection is not null ? (Query.Query.Execution as IInvocationOperation)?.TargetMethod.TypeArguments.FirstOrDefault()
        : !Query.IsScalar ? Query.Mapped ?? Query.Entity
        : Query.Query.Execution.Type is INamedTypeSymbol { Name: "Task", TypeArguments: { Length: 1 } answer } ? answer[0]
        : Query.Query.Execution.Type;

    /// <summary>The query as it is written, up to what runs it, with the comparisons turned into "one of the keys".</summary>
    public string Chain(SourceText text, ImmutableArray<string> keys, string row)
    {
        var written = string.Concat(Query.Chain.Parts.Select(part => Replaced(text, part, keys)));
        if (Query.Column.Comparison is null)
            written += ".Where(" + row + " => " + RowKey.IsOneOf(keys[0], row, Query.Column) + ")";
        else if (Query.Predicate is not null)
            written += ".Where(" + Replaced(text, Query.Predicate.Span, keys) + ")";

        return written;
    }

    /// <summary>The rows, or of each key the first one of an order.</summary>
    /// <param name="chain">The query of all rows.</param>
    /// <param name="row">The name of a row.</param>
    /// <param name="projection">What is read of each, as a call.</param>
    private string OnePerKey(string chain, string row, string projection)
    {
        if (Query.Order is not { } order)
            return chain + projection;

        var group = order.Mentions("g") || row == "g" ? "rows" : "g";
        return chain + ".GroupBy(" + row + " => " + Key.InQuery(row) + ").Select(" + group + " => " + group + order.Text + projection + "." + order.Taken + "())";
    }

    /// <summary>The rows in memory, or what gives them one after another.</summary>
    private string Listed(string chain, string token, string configureAwait) =>
        Query.IsAsync ? "(" + Run(chain, "ToList", token, configureAwait) + ")" : chain;

    private string Run(string chain, string method, string arguments, string configureAwait) =>
        Query.IsAsync
            ? "await " + chain + "." + method + "Async(" + arguments + ")" + configureAwait
            : chain + "." + method + "(" + arguments + ")";

    private string Replaced(SourceText text, TextSpan span, ImmutableArray<string> keys)
    {
        var written = new System.Text.StringBuilder();
        var from = span.Start;
        foreach (var (comparison, column) in Query.Columns.Select((c, i) => (c.Comparison, i)).OrderBy(c => c.Comparison?.SpanStart))
        {
            if (comparison is null || !span.Contains(comparison.Span))
                continue;

            written.Append(text.ToString(TextSpan.FromBounds(from, comparison.SpanStart))).Append(RowKey.IsOneOf(keys[column], Query.Columns[column].Row, Query.Columns[column]));
            from = comparison.Span.End;
        }

        return written.Append(text.ToString(TextSpan.FromBounds(from, span.End))).ToString();
    }
}
