using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A method that asks by way of a query whose operators are calls.</summary>
/// <param name="Home">The document that declares it, and its compilation.</param>
/// <param name="Syntax">The declaration.</param>
/// <param name="Key">The parameter.</param>
/// <param name="Query">The query, in which the parameter is the key.</param>
/// <param name="Place">The expression that waits for the query.</param>
internal sealed record KeyedQueryMethod(FixRequest Home, MethodDeclarationSyntax Syntax, IParameterSymbol Key, KeyedQuery Query, QueryPlace Place) : KeyedMethod(Home, Syntax, Key)
{
    public QueryIndex QueryIndex => new(Query, RowKey);

    public override KeyedIndex Index => QueryIndex;

    public override bool IsAsync => Query.IsAsync;

    public override KeyColumn Column => Query.Column;

    public override IEnumerable<IOperation> Given => Query.Given;

    /// <summary>Whether each call works with a context of its own, so that no two calls give the same objects.</summary>
    public bool HasOwnContext => !Query.Chain.Start.DescendantsAndSelf().All(o => o is not ILocalReferenceOperation);

    /// <param name="home">The document that declares the method.</param>
    /// <param name="syntax">The declaration.</param>
    /// <param name="key">The parameter.</param>
    /// <param name="answer">What the method gives back.</param>
    /// <param name="one">The body, as the round of one key.</param>
    public static KeyedQueryMethod? TryRead(FixRequest home, MethodDeclarationSyntax syntax, IParameterSymbol key, IOperation answer, Iteration one) =>
        answer.UnwrapAwait() is IInvocationOperation { Syntax: InvocationExpressionSyntax call } run
        && DocumentQuery.ReadAny(run, home.Compilation) is { Origin: not QueryOrigin.Memory } query
        && KeyedQuery.TryRead(query, one, home.Compilation) is { Columns.Length: 1 } keyed
        && QueryPlace.TryFind(call, keyed.IsAsync, keyed.Predicate, mayBeReturned: true) is { } place
            ? new KeyedQueryMethod(home, syntax, key, keyed, place)
            : null;

    /// <inheritdoc />
    public override void Ask(EditList edits, string keys, string sought)
    {
        var row = Column.Comparison is null ? Names.Unique(Column.Row, Place.Replaced, Home.Model, keys) : Column.Row;
        edits.Replace(Place.Replaced.Span, QueryIndex.Load(Home.Text, ImmutableArray.Create(keys), row, ImmutableArray.Create(sought), Place.ConfigureAwait, chain => chain));
        foreach (var span in Query.Chain.Gone)
            edits.Delete(span);
    }

    /// <inheritdoc />
    public override TwinAnswer Compare(MethodDeclarationSyntax many) => BatchTwin.Read(many, this);
}
