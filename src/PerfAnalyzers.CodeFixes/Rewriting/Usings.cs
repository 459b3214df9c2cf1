using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes sure that new text may mention a type by its simple name.</summary>
internal static class Usings
{
    /// <summary>
    /// Adds the edit that brings <paramref name="type"/> (or the extension methods it declares) into scope at a place,
    /// or nothing when it is in scope already, also through a global using.
    /// </summary>
    /// <returns>False when the simple name means something else there, so that new text would not bind to the type.</returns>
    public static bool TryAdd(ImmutableArray<TextChange>.Builder changes, INamedTypeSymbol type, SyntaxNode place, FixRequest request)
    {
        var visible = request.Model.LookupNamespacesAndTypes(place.SpanStart, name: type.Name)
            .OfType<INamedTypeSymbol>()
            .Where(t => t.Arity == type.Arity)
            .ToArray();
        if (visible.Any(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, type.OriginalDefinition)))
            return visible.Length == 1 || type.IsStatic;

        // Of a static class only the extension methods are wanted, and those are found whatever else has its name.
        if ((visible.Length > 0 && !type.IsStatic) || type.ContainingNamespace.IsGlobalNamespace)
            return false;

        var directive = "using " + type.ContainingNamespace.ToDisplayString() + ";";
        if (changes.All(c => c.NewText?.Contains(directive) != true))
            changes.Add(Insert(directive, place, request));

        return true;
    }

    /// <summary>
    /// Makes <c>GetValueOrDefault</c> of dictionaries available at a place. Asked by what binds, not by the declaring type:
    /// libraries carry public copies of it under the same name.
    /// </summary>
    public static bool TryAddGetValueOrDefault(ImmutableArray<TextChange>.Builder changes, SyntaxNode place, FixRequest request)
    {
        if (request.Compilation.Type(TypeNames.System.Dictionary) is not { } dictionary)
            return false;

        var found = request.Model.LookupSymbols(place.SpanStart, dictionary, "GetValueOrDefault", includeReducedExtensionMethods: true);
        if (!found.IsEmpty)
            return true;

        var before = changes.Count;
        return TryAdd(changes, dictionary, place, request) && changes.Count > before;
    }

    private static TextChange Insert(string directive, SyntaxNode place, FixRequest request)
    {
        var newLine = TextShape.NewLine(request.Text);
        var root = (CompilationUnitSyntax)request.Root;
        var usings = place.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Select(n => n.Usings).FirstOrDefault(u => u.Count > 0);
        if (usings.Count == 0)
            usings = root.Usings;

        if (usings.LastOrDefault(u => Precedes(u, directive)) is { } after)
        {
            var indentation = TextShape.Indentation(request.Text, after.SpanStart);
            return new TextChange(new TextSpan(after.Span.End, 0), newLine + indentation + directive);
        }

        if (usings.Count > 0)
        {
            var first = usings[0];
            var indentation = TextShape.Indentation(request.Text, first.SpanStart);
            return new TextChange(new TextSpan(first.SpanStart, 0), directive + newLine + indentation);
        }

        // After externs, the header comment and directives such as #nullable; before the first declaration.
        var start = root.Externs.Count > 0 ? root.Externs.Last().FullSpan.End : FirstDeclaration(root);
        return new TextChange(new TextSpan(start, 0), directive + newLine + newLine);
    }

    private static int FirstDeclaration(CompilationUnitSyntax root)
    {
        SyntaxNode? first = root.AttributeLists.Count > 0 ? root.AttributeLists[0] : root.Members.FirstOrDefault();
        if (first is null)
            return root.EndOfFileToken.SpanStart;

        foreach (var trivia in first.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
                return trivia.FullSpan.Start;
        }

        return first.SpanStart;
    }

    /// <summary>Whether a directive may stand before the new one: System first, then by name; aliases and statics last.</summary>
    private static bool Precedes(UsingDirectiveSyntax existing, string directive)
    {
        if (existing.Alias is not null || !existing.StaticKeyword.IsKind(SyntaxKind.None))
            return false;

        if (!existing.GlobalKeyword.IsKind(SyntaxKind.None))
            return true;

        var name = existing.Name?.ToString() ?? "";
        var added = directive.Substring(6, directive.Length - 7);
        var nameIsSystem = name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
        var addedIsSystem = added == "System" || added.StartsWith("System.", StringComparison.Ordinal);
        return nameIsSystem == addedIsSystem ? string.CompareOrdinal(name, added) < 0 : nameIsSystem;
    }
}
