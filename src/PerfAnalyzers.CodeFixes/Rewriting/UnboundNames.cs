using System.Runtime.CompilerServices;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The methods that a project names without binding to them: in code that another configuration compiles, and in strings that reflection looks
/// up. The compiler would not complain if they were gone.
/// </summary>
internal static class UnboundNames
{
    private static readonly ImmutableHashSet<string> Lookups = ImmutableHashSet.Create(
        StringComparer.Ordinal, "GetMethod", "GetDeclaredMethod", "GetRuntimeMethod", "GetMember", "InvokeMember", "CreateDelegate");

    /// <summary>Read once, as fix-all asks for each finding and most files stay the same.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, ImmutableHashSet<string>> Known = new();

    public static bool Contain(string method, Compilation compilation) => compilation.SyntaxTrees.Any(t => Known.GetValue(t, Read).Contains(method));

    /// <summary>Whether a name is handed to reflection, as <c>nameof</c> does it.</summary>
    public static bool IsLookedUp(SyntaxNode name) => name.Ancestors().OfType<InvocationExpressionSyntax>().Any(IsLookup);

    private static ImmutableHashSet<string> Read(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (root.ContainsDirectives)
        {
            foreach (var trivia in root.DescendantTrivia().Where(t => t.IsKind(SyntaxKind.DisabledTextTrivia)))
                names.UnionWith(Called(trivia.ToString()));
        }

        var text = tree.GetText().ToString();
        if (Lookups.Any(text.Contains))
            names.UnionWith(LookedUp(root));

        return names.ToImmutable();
    }

    /// <summary>The words before an opening parenthesis, or before type arguments.</summary>
    private static IEnumerable<string> Called(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!SyntaxFacts.IsIdentifierStartCharacter(text[start]))
                continue;

            var end = start + 1;
            while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end]))
                end++;

            var next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
                next++;

            if (next < text.Length && text[next] is '(' or '<')
                yield return text.Substring(start, end - start);

            start = end;
        }
    }

    private static IEnumerable<string> LookedUp(SyntaxNode root) =>
        from call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where IsLookup(call)
        from argument in call.ArgumentList.Arguments
        where argument.Expression.IsKind(SyntaxKind.StringLiteralExpression)
        select ((LiteralExpressionSyntax)argument.Expression).Token.ValueText;

    private static bool IsLookup(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access && Lookups.Contains(access.Name.Identifier.ValueText);
}
