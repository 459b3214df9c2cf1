using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The index that answers for every key what a query of Dapper asks for one. Only the database knows which of its columns are unique, so it is a lookup.</summary>
/// <param name="Query">The query of one key.</param>
/// <param name="Key">What the rows are found by.</param>
/// <param name="GivenAs">What makes the list or array that is asked for out of all rows of a key.</param>
internal sealed record SqlIndex(KeyedSqlQuery Query, RowKey Key, string GivenAs) : KeyedIndex(Key)
{
    public override KeyedAnswer Asked => Query.Answer;

    /// <summary>Dapper takes no list that starts with null.</summary>
    public override bool NeedsKnownKeys => true;

    public override IEnumerable<string> Usings => new[] { TypeNames.System.Enumerable };

    protected override bool IsKeyUnique => false;

    protected override bool IsOrdered => false;

    protected override string Listing => GivenAs;

    /// <inheritdoc />
    public override string NameFor(ITypeSymbol? given) => Names.Plural(Names.Camel(Query.Row.Name)) + "By" + Key.Name;
}
