using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Analysis.Declarations;

/// <summary>
/// The text of a file without the bodies in it. Code that configures a model stays in: what a method with a builder says is about declarations.
/// </summary>
internal static class DeclarationText
{
    private static readonly ImmutableArray<string> Configuring = ImmutableArray.Create("Builder", "IMutable");

    /// <summary>Whether two versions of a file declare the same.</summary>
    public static bool IsSame(SyntaxTree one, SyntaxTree other) =>
        one.FilePath == other.FilePath && one.Options.Equals(other.Options) && IsSame(one, Bodies(one), other, Bodies(other));

    private static bool IsSame(SyntaxTree one, List<TextSpan> bodies, SyntaxTree other, List<TextSpan> otherBodies)
    {
        if (bodies.Count != otherBodies.Count)
            return false;

        var text = one.GetText();
        var otherText = other.GetText();
        var (at, otherAt) = (0, 0);
        for (var i = 0; i <= bodies.Count; i++)
        {
            var next = i < bodies.Count ? bodies[i] : new TextSpan(text.Length, 0);
            var otherNext = i < bodies.Count ? otherBodies[i] : new TextSpan(otherText.Length, 0);
            if (!text.GetSubText(TextSpan.FromBounds(at, next.Start)).ContentEquals(otherText.GetSubText(TextSpan.FromBounds(otherAt, otherNext.Start))))
                return false;

            (at, otherAt) = (next.End, otherNext.End);
        }

        return true;
    }

    /// <summary>The bodies whose code declares nothing, in the order of the text.</summary>
    private static List<TextSpan> Bodies(SyntaxTree tree)
    {
        var found = new List<TextSpan>();
        foreach (var node in tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax))
        {
            var body = node switch
            {
                MethodDeclarationSyntax method when Configures(method) => null,
                BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
                ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } value => value,
                _ => null,
            };
            if (body is not null)
                found.Add(body.Span);
        }

        return found;
    }

    private static bool Configures(MethodDeclarationSyntax method)
    {
        foreach (var part in new SyntaxNode?[] { method.ParameterList }.Concat(method.ConstraintClauses))
        {
            var text = part!.ToString();
            foreach (var word in Configuring)
            {
                if (text.IndexOf(word, StringComparison.Ordinal) >= 0)
                    return true;
            }
        }

        return false;
    }
}
