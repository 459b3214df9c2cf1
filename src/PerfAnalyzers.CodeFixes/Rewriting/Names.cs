using System.Globalization;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes names for new locals.</summary>
internal static class Names
{
    /// <summary>
    /// <paramref name="wanted"/>, or the first of wanted2, wanted3 ... that nothing in the enclosing member and nothing
    /// visible at the place is called.
    /// </summary>
    public static string Unique(string wanted, SyntaxNode place, SemanticModel model, params string[] alsoTaken)
    {
        var taken = Visible(place, model);
        taken.UnionWith(alsoTaken);

        // Names of inner scopes too: a local may not be hidden by one declared further in.
        var member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();
        foreach (var token in member.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
                taken.Add(token.ValueText);
        }

        return Free(wanted, taken);
    }

    /// <summary>The same for the parameter of a lambda that names nothing else: other lambdas beside it may call theirs alike.</summary>
    public static string OfParameter(string wanted, SyntaxNode place, SemanticModel model) => Free(wanted, Visible(place, model));

    private static HashSet<string> Visible(SyntaxNode place, SemanticModel model)
    {
        var visible = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in model.LookupSymbols(place.SpanStart))
            visible.Add(symbol.Name);

        return visible;
    }

    private static string Free(string wanted, HashSet<string> taken)
    {
        var name = wanted;
        for (var number = 2; taken.Contains(name); number++)
            name = wanted + number.ToString(CultureInfo.InvariantCulture);

        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
    }

    /// <summary>The name as a local starts: <c>Orders</c> becomes <c>orders</c>, <c>_orders</c> too.</summary>
    public static string Camel(string name)
    {
        name = name.TrimStart('_');
        return name.Length == 0 ? "value" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>The name for one of what an expression names: <c>order</c> of <c>customer.Orders</c>; <c>item</c> where that says nothing.</summary>
    public static string OfElement(ExpressionSyntax source)
    {
        var name = source switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => "",
        };
        var one = Analysis.Collections.Words.Singular(name);
        return one == name ? "item" : Camel(one);
    }

    /// <summary>The name for several: <c>order</c> becomes <c>orders</c>, <c>status</c> becomes <c>statuses</c>, <c>ratings</c> stays.</summary>
    public static string Plural(string name)
    {
        if (name.Length > 2 && name.EndsWith("s", StringComparison.Ordinal) && "aiosu".IndexOf(name[name.Length - 2]) < 0)
            return name;

        if (name.EndsWith("s", StringComparison.Ordinal) || name.EndsWith("x", StringComparison.Ordinal) || name.EndsWith("ch", StringComparison.Ordinal))
            return name + "es";

        return name.EndsWith("y", StringComparison.Ordinal) && name.Length > 1 && "aeiou".IndexOf(name[name.Length - 2]) < 0
            ? name.Substring(0, name.Length - 1) + "ies"
            : name + "s";
    }
}
