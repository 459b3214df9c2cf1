namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A field put before the members of a type.</summary>
internal static class NewField
{
    /// <summary>The type around a place that can be given a static field that all its code shares; null where there is none.</summary>
    public static TypeDeclarationSyntax? Home(SyntaxNode place)
    {
        var type = place.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        for (var outer = type; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
        {
            // Of a generic type each instance has fields of its own.
            if (outer.TypeParameterList is not null)
                return null;
        }

        return type is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax && !type.OpenBraceToken.IsMissing && type.OpenBraceToken.Span.Length > 0 ? type : null;
    }

    /// <summary>A name in the way that the type names its private fields.</summary>
    /// <param name="stem">What is meant, as a type is named.</param>
    /// <param name="isConstant">Whether it never changes: constants are named like types.</param>
    /// <param name="home">The type.</param>
    /// <param name="model">Its model.</param>
    private static string Name(string stem, bool isConstant, TypeDeclarationSyntax home, SemanticModel model)
    {
        var fields = home.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(f => f.Declaration.Variables.Select(v => (Name: v.Identifier.ValueText, IsStatic: f.Modifiers.Any(m => m.IsKind(SyntaxKind.StaticKeyword)))))
            .ToList();
        var camel = Names.Camel(stem);
        var wanted = stem;
        if (!isConstant && fields.Any(f => f.Name.StartsWith("s_", StringComparison.Ordinal)))
            wanted = "s_" + camel;
        else if (!isConstant && fields.Any(f => f.IsStatic && f.Name.StartsWith("_", StringComparison.Ordinal)))
            wanted = "_" + camel;

        return Names.Unique(wanted, home, model);
    }

    /// <summary>Adds the edit that declares a field as the first member, if there is none that is the same already; gives its name.</summary>
    /// <param name="changes">The edits.</param>
    /// <param name="head">Modifiers and type.</param>
    /// <param name="stem">What it is called, as a type is named.</param>
    /// <param name="value">What it is given.</param>
    /// <param name="isConstant">Whether it is a constant, whose name says what it is; of other fields the value does.</param>
    /// <param name="home">The type.</param>
    /// <param name="request">The finding.</param>
    public static string Declare(ImmutableArray<TextChange>.Builder changes, string head, string stem, string value, bool isConstant, TypeDeclarationSyntax home, FixRequest request)
    {
        foreach (var field in home.Members.OfType<FieldDeclarationSyntax>())
        {
            foreach (var variable in field.Declaration.Variables)
            {
                if (variable.Initializer?.Value.ToString() == value
                    && $"{field.Modifiers} {field.Declaration.Type}" == head
                    && (!isConstant || variable.Identifier.ValueText == stem))
                {
                    return variable.Identifier.ValueText;
                }
            }
        }

        var name = Name(stem, isConstant, home, request.Model);
        changes.Add(Insert($"{head} {name} = {value};", home, request.Text));
        return name;
    }

    private static TextChange Insert(string declaration, TypeDeclarationSyntax home, SourceText text)
    {
        var newLine = TextShape.NewLine(text);
        var outer = TextShape.Indentation(text, home.SpanStart);
        var first = home.Members.FirstOrDefault();
        var indentation = first is not null && TextShape.StartsLine(text, first.SpanStart) ? TextShape.Indentation(text, first.SpanStart) : TextShape.Deeper(outer);
        var gap = first is null or FieldDeclarationSyntax { AttributeLists.Count: 0 } && !(first?.HasLeadingTrivia == true && first.GetLeadingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia))) ? "" : newLine;
        return new TextChange(new TextSpan(home.OpenBraceToken.Span.End, 0), newLine + indentation + declaration + gap);
    }
}
