namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The index that answers a question in one step.</summary>
internal enum IndexKind
{
    /// <summary>Whether there is one.</summary>
    Set,

    /// <summary>The first one of a key that is never null.</summary>
    Dictionary,

    /// <summary>All of a key, in their order; takes null keys, and has an empty answer for a missing one.</summary>
    Lookup,

    /// <summary>A lookup of the places where those of a key stand.</summary>
    Positions,
}

/// <summary>An index over a collection, as text: how it is built, what it is called.</summary>
/// <param name="Kind">What the index is.</param>
/// <param name="Collection">The collection, as text.</param>
/// <param name="Element">The name for one element in the functions.</param>
/// <param name="Key">What it is built by; null for the elements themselves.</param>
/// <param name="Filter">A condition that elements must fulfil, as text; null for all.</param>
/// <param name="Comparer">How keys are compared, as text; null for the usual way.</param>
internal sealed record KeyedLookup(IndexKind Kind, string Collection, string Element, string? Key, string? Filter, string? Comparer)
{
    /// <summary>The expression that builds the index.</summary>
    /// <param name="setType">The type to construct, where the framework has no ToHashSet.</param>
    public string Build(string? setType = null)
    {
        var source = Filter is null ? Collection : Collection + ".Where(" + Element + " => " + Filter + ")";
        var more = Comparer is null ? "" : ", " + Comparer;
        var key = Element + " => " + (Key ?? Element);
        switch (Kind)
        {
            case IndexKind.Set:
                if (Key is not null)
                    source += ".Select(" + key + ")";

                return setType is null ? source + ".ToHashSet(" + Comparer + ")" : "new " + setType + "(" + source + more + ")";
            case IndexKind.Dictionary:
                // ToDictionary alone would throw on the second element of a key, where the search gave the first.
                return source + (Key is null ? ".Distinct()" : ".DistinctBy(" + key + more + ")") + ".ToDictionary(" + key + more + ")";
            case IndexKind.Positions:
                return source + ".Select((" + Element + ", position) => (Key: " + (Key ?? Element) + ", Position: position)).ToLookup(pair => pair.Key, pair => pair.Position" + more + ")";
            default:
                return source + ".ToLookup(" + key + more + ")";
        }
    }

    /// <summary>How the index is called: <c>orderIds</c>, <c>customersById</c>, <c>selectedIdSet</c>.</summary>
    public static string Name(IndexKind kind, string collection, string? key)
    {
        collection = Names.Camel(collection);
        if (kind == IndexKind.Positions)
            return Analysis.Collections.Words.Singular(collection) + "Positions" + (key is null ? "" : "By" + Pascal(key));

        if (kind != IndexKind.Set)
            return collection + "By" + (key is null ? "Value" : Pascal(key));

        var one = Analysis.Collections.Words.Singular(collection);
        return key is null ? one + "Set" : one + Names.Plural(Pascal(key));
    }

    /// <summary>
    /// A local in scope that was initialised with the same text: the index that an earlier fix has built.
    /// <paramref name="isStillTrue"/> says whether what it was built from has stayed as it was from a position on.
    /// </summary>
    public static string? Existing(string build, SyntaxNode place, Func<int, bool> isStillTrue)
    {
        for (SyntaxNode? node = place; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is not StatementSyntax statement || Siblings(statement) is not { } siblings)
                continue;

            foreach (var earlier in siblings.TakeWhile(s => s.SpanStart < statement.SpanStart))
            {
                if (earlier is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables }
                    && variables[0].Initializer?.Value.ToString() == build
                    && isStillTrue(earlier.Span.End))
                {
                    return variables[0].Identifier.Text;
                }
            }
        }

        return null;
    }

    private static IEnumerable<StatementSyntax>? Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(g => g.Statement),
        _ => null,
    };

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
