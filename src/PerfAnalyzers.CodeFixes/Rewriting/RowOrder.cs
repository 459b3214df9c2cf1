using System.Text.RegularExpressions;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The order at the end of a query that asks for one row of several, <c>.OrderByDescending(s =&gt; s.At).FirstOrDefaultAsync()</c>, as what a database
/// that groups the rows by their key can be asked for each group.
/// </summary>
/// <param name="Text">The operators that sort, on one line.</param>
/// <param name="Taken">Which row of each group is meant: <c>First</c> or <c>Last</c>.</param>
/// <param name="Start">Where the operators begin in the text of the query.</param>
internal sealed record RowOrder(string Text, string Taken, int Start)
{
    // The first version that translates the first row of each group.
    private const int FirstVersion = 6;

    public static bool IsOrder(IInvocationOperation applied) => applied.TargetMethod.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending";

    /// <summary>Null when something follows the order, or when nobody knows whether the database can be asked for it.</summary>
    public static RowOrder? TryRead(KeyedQuery keyed, CompilationContext compilation)
    {
        var last = keyed.Chain.Parts[keyed.Chain.Parts.Length - 1];
        var operators = keyed.Query.Operators.Where(o => keyed.Chain.Applies(o.Syntax)).ToArray();
        var first = Array.FindIndex(operators, IsOrder);
        if (first < 0 || !operators.Skip(first).All(IsOrder) || !TranslatesGroups(keyed.Query, compilation)
            || operators[first].Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: { } sorted } }
            || !last.Contains(sorted.Span.End)
            || operators[operators.Length - 1].Syntax.Span.End > last.End)
        {
            return null;
        }

        var text = keyed.Call.SyntaxTree.GetText().ToString(TextSpan.FromBounds(sorted.Span.End, operators[operators.Length - 1].Syntax.Span.End));
        return text.Contains("//") || text.Contains("/*")
            ? null
            : new RowOrder(Regex.Replace(text, @"\s*[\r\n]+\s*", "", RegexOptions.None, TimeSpan.FromSeconds(1)), Name(keyed.Query).StartsWith("Last", StringComparison.Ordinal) ? "Last" : "First", sorted.Span.End);
    }

    /// <summary>The query without the order.</summary>
    public ComposedChain Without(ComposedChain chain)
    {
        var last = chain.Parts.Length - 1;
        return chain with { Parts = chain.Parts.SetItem(last, TextSpan.FromBounds(chain.Parts[last].Start, Start)) };
    }

    public bool Mentions(string name) => Regex.IsMatch(Text, @"\b" + name + @"\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Name(Query query) => ((IInvocationOperation)query.Execution).TargetMethod.Name;

    /// <summary>Whether the query is one of EF Core on a relational database.</summary>
    private static bool TranslatesGroups(Query query, CompilationContext compilation) =>
        compilation.Type(TypeNames.EfCore.DbContext)?.ContainingAssembly.Identity.Version.Major >= FirstVersion
        && compilation.Type(TypeNames.EfCore.CosmosOptions) is null
        && (((IInvocationOperation)query.Execution).TargetMethod.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions)) || query.Root.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)));
}
