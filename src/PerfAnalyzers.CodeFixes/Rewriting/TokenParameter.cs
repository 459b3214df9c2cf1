using PerfAnalyzers.Analysis;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Adds a token to the parameters of a declaration.</summary>
internal static class TokenParameter
{
    /// <param name="edits">The edits of the document.</param>
    /// <param name="declaration">The method.</param>
    /// <param name="type">How the type is written there.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="isRequired">Whether every caller gives one: a framework does.</param>
    public static void Add(EditList edits, AsyncDeclaration declaration, string type, string name, bool isRequired)
    {
        var list = ((MethodDeclarationSyntax)declaration.Node).ParameterList;

        // A default on these parts has no effect, and a warning.
        var isSecondary = !declaration.Symbol.ExplicitInterfaceImplementations.IsEmpty || declaration.Symbol.PartialDefinitionPart is not null;
        var mayBeRequired = isRequired && !list.Parameters.Any(p => p.Default is not null);
        Add(edits, list, declaration.Request.Text, Mark(declaration) + type + " " + name + (isSecondary || mayBeRequired ? "" : " = default"));
        Document(edits, declaration, name);
    }

    /// <summary>An iterator is also given the token of whoever goes through what it has made.</summary>
    private static string Mark(AsyncDeclaration declaration)
    {
        var compilation = declaration.Request.Compilation;
        if (!declaration.Symbol.ReturnType.OriginalDefinition.Is(compilation.Type(TypeNames.System.AsyncEnumerableOfT))
            || !declaration.Node.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<YieldStatementSyntax>().Any())
        {
            return "";
        }

        return Mark(declaration.Request, declaration.Node.SpanStart) ?? "";
    }

    /// <summary>The attribute by which an iterator is given that token, as it is written at a place, with a space behind it; null where the framework has none.</summary>
    public static string? Mark(FixRequest request, int position)
    {
        const string Suffix = "Attribute";
        if (request.Compilation.Type(TypeNames.Cancellation.EnumeratorCancellation) is not { } mark)
            return null;

        var isKnown = request.Model.LookupNamespacesAndTypes(position, name: mark.Name).Any(t => t.Is(mark));
        var name = isKnown ? mark.Name : mark.ToDisplayString();
        return "[" + name.Substring(0, name.Length - Suffix.Length) + "] ";
    }

    public static void Add(EditList edits, ParameterListSyntax list, SourceText text, string parameter)
    {
        var (position, added) = Last(list, text, parameter);
        edits.Insert(position, added);
    }

    /// <summary>Where a parameter is written as the last of a list, and with what before it: on a line of its own where the others are.</summary>
    public static (int Position, string Text) Last(ParameterListSyntax list, SourceText text, string parameter)
    {
        if (list.Parameters.Count == 0)
            return (list.CloseParenToken.SpanStart, parameter);

        var last = list.Parameters.Last();
        var separator = TextShape.StartsLine(text, last.SpanStart) ? "," + TextShape.NewLine(text) + TextShape.Indentation(text, last.SpanStart) : ", ";
        return (last.Span.End, separator + parameter);
    }

    /// <summary>Where the other parameters are documented, the new one is too.</summary>
    private static void Document(EditList edits, AsyncDeclaration declaration, string name)
    {
        var last = declaration.Node.GetLeadingTrivia()
            .Where(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
            .Select(t => t.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(d => d.Content.OfType<XmlElementSyntax>())
            .LastOrDefault(e => e.StartTag.Name.LocalName.ValueText == "param");
        if (last is null)
            return;

        var text = declaration.Request.Text;
        var line = TextShape.NewLine(text) + TextShape.Indentation(text, declaration.Node.SpanStart);
        edits.Insert(last.Span.End, $"{line}/// <param name=\"{name}\">Cancels the work.</param>");
    }
}
