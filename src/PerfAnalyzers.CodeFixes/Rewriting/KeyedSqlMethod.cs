using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A method that asks by way of a query of Dapper, over a connection that it has or takes for itself.</summary>
/// <param name="Home">The document that declares it, and its compilation.</param>
/// <param name="Syntax">The declaration.</param>
/// <param name="Key">The parameter.</param>
/// <param name="Query">The query, in which the parameter is the key.</param>
/// <param name="Replaced">The expression that gives the rows of one key.</param>
/// <param name="ConfigureAwait">What follows the query where it is awaited.</param>
/// <param name="Listing">What makes the list or array that is asked for out of all rows of a key.</param>
/// <param name="IsOpenedFirst">Whether a connection is opened before the query, which no key at all is worth.</param>
internal sealed record KeyedSqlMethod(FixRequest Home, MethodDeclarationSyntax Syntax, IParameterSymbol Key, KeyedSqlQuery Query, ExpressionSyntax Replaced, string ConfigureAwait, string Listing, bool IsOpenedFirst)
    : KeyedMethod(Home, Syntax, Key)
{
    public override KeyedIndex Index => new SqlIndex(Query, RowKey, Listing);

    public override bool IsAsync => Query.IsAsync;

    public override KeyColumn Column => Query.Column;

    public override IEnumerable<IOperation> Given => Query.Call.Arguments.Select(a => a.Value);

    /// <summary>The statement that the query stands in; null where it takes the place of all that the method does.</summary>
    private StatementSyntax? Statement => Replaced.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax } statement && TextShape.StartsLine(Home.Text, statement.SpanStart) ? statement : null;

    /// <param name="home">The document that declares the method.</param>
    /// <param name="syntax">The declaration.</param>
    /// <param name="key">The parameter.</param>
    /// <param name="answer">What the method gives back.</param>
    /// <param name="one">The body, as the round of one key.</param>
    public static KeyedSqlMethod? TryRead(FixRequest home, MethodDeclarationSyntax syntax, IParameterSymbol key, IOperation answer, Iteration one)
    {
        if (answer.UnwrapAwait() is not IInvocationOperation outer || answer.Syntax is not ExpressionSyntax replaced)
            return null;

        // (await connection.QueryAsync<Order>(...)).ToList()
        var isListed = !KeyedSqlQuery.IsRun(outer, home.Compilation);
        var run = isListed ? outer.Receiver()?.UnwrapAwait() as IInvocationOperation : outer;
        if (run is null || KeyedSqlQuery.TryRead(run, one, home, isCopied: true) is not { } query
            || (isListed && (outer.Arguments.Length != 1 || query.Answer != KeyedAnswer.Rows || KeyedSqlQuery.AnswerOf(outer.TargetMethod.Name) is null))
            || QueryPlace.TryFind(query.Syntax, query.IsAsync, query.Syntax.ArgumentList, mayBeReturned: !isListed) is not { } place)
        {
            return null;
        }

        if (isListed)
            query = query with { Answer = KeyedSqlQuery.AnswerOf(outer.TargetMethod.Name)!.Value };
        else
            replaced = place.Replaced;

        var isOpenedFirst = one.Body.DescendantsAndSelf().Any(o => !replaced.Span.Contains(o.Syntax.Span) && Opens(o, home.Compilation));
        var method = new KeyedSqlMethod(home, syntax, key, query, replaced, place.ConfigureAwait, outer.TargetMethod.Name == "ToArray" ? ".ToArray()" : ".ToList()", isOpenedFirst);
        return query.TakesOneOfSeveral || !method.HasRoom ? null : method;
    }

    /// <summary>Whether there is a place for statements before the one that gives back the rows, and no comment that would be lost.</summary>
    private bool HasRoom =>
        (Statement is not null
            ? TextShape.StartsLine(Home.Text, Syntax.Body!.Statements[0].SpanStart)
            : Syntax.ExpressionBody is not null || Syntax.Body is { Statements: { Count: 1 } only } && only[0] is ReturnStatementSyntax)
        && Comments.Outside(Statement is null ? Body : Replaced.Span, Syntax, Home.Text, Query.Syntax.Span).Length == 0;

    /// <summary>All that follows the parameters.</summary>
    private TextSpan Body => TextSpan.FromBounds(Syntax.ParameterList.Span.End, Syntax.Span.End);

    /// <inheritdoc />
    public override void Ask(EditList edits, string keys, string sought)
    {
        var taken = new List<string> { keys };
        string Name(string wanted)
        {
            var name = Names.Unique(wanted, Replaced, Home.Model, taken.ToArray());
            taken.Add(name);
            return name;
        }

        var rowType = Query.Row.ToMinimalDisplayString(Home.Model, Replaced.SpanStart);
        var (rows, lines) = Query.Load(Home.Text, keys, Name, rowType, ConfigureAwait, text => text);
        var index = Index.Of(Name(Column.Row), ImmutableArray.Create(sought));
        var newLine = TextShape.NewLine(Home.Text);
        if (Statement is not { } statement)
        {
            var outer = TextShape.Indentation(Home.Text, Syntax.SpanStart);
            var inner = TextShape.Deeper(outer);
            var body = newLine + outer + "{" + newLine + string.Concat(lines.Select(l => inner + l + newLine)) + newLine + inner + $"return {rows}{index};" + newLine + outer + "}";
            edits.Replace(Body, body);
            return;
        }

        if (IsOpenedFirst)
        {
            var first = Syntax.Body!.Statements[0].SpanStart;
            var start = newLine + TextShape.Indentation(Home.Text, first);
            edits.Insert(first, $"if ({keys}.Count == 0)" + TextShape.Deeper(start) + $"return Enumerable.Empty<{rowType}>(){index};" + newLine + start);
        }

        if (Query.Elsewhere is { } compared)
            edits.Replace(compared.Span, compared.NewText!);

        var indentation = TextShape.Indentation(Home.Text, statement.SpanStart);
        edits.Insert(statement.SpanStart, string.Join(newLine + indentation, lines) + newLine + newLine + indentation);
        edits.Replace(Replaced.Span, rows + index);
    }

    /// <inheritdoc />
    public override TwinAnswer Compare(MethodDeclarationSyntax many) => TwinAnswer.Unknown;
}
