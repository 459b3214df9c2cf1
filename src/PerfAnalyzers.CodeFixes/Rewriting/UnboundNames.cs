using System.Text.RegularExpressions;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The methods that a project names without binding to them: in code that another configuration compiles, and in strings that reflection looks
/// up. The compiler would not complain if they were gone.
/// </summary>
internal static class UnboundNames
{
    private static readonly ImmutableHashSet<string> Lookups = ImmutableHashSet.Create(
        StringComparer.Ordinal, "GetMethod", "GetDeclaredMethod", "GetRuntimeMethod", "GetMember", "InvokeMember", "CreateDelegate");

    private static readonly Regex Called = new(@"\w+(?=\s*\()", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static async Task<ImmutableHashSet<string>> OfAsync(Project project, CancellationToken cancellationToken)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var document in project.Documents)
        {
            var text = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
            var looksUp = Lookups.Any(text.Contains);
            if ((looksUp || text.Contains("#if"))
                && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            {
                if (root.ContainsDirectives)
                    names.UnionWith(Inactive(root));

                if (looksUp)
                    names.UnionWith(LookedUp(root));
            }
        }

        return names.ToImmutable();
    }

    /// <summary>Whether a name is handed to reflection, as <c>nameof</c> does it.</summary>
    public static bool IsLookedUp(SyntaxNode name) => name.Ancestors().OfType<InvocationExpressionSyntax>().Any(IsLookup);

    private static IEnumerable<string> Inactive(SyntaxNode root) =>
        from trivia in root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.DisabledTextTrivia)
        from Match match in Called.Matches(trivia.ToString())
        select match.Value;

    private static IEnumerable<string> LookedUp(SyntaxNode root) =>
        from call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where IsLookup(call)
        from argument in call.ArgumentList.Arguments
        where argument.Expression.IsKind(SyntaxKind.StringLiteralExpression)
        select ((LiteralExpressionSyntax)argument.Expression).Token.ValueText;

    private static bool IsLookup(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access && Lookups.Contains(access.Name.Identifier.ValueText);
}
