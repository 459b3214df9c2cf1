using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Adds an index to a model where the model says such things already: as an attribute, in the configuration of the entity, or in the context.</summary>
internal static class IndexDeclaration
{
    /// <summary>The document and its edits; null when there is no place in the solution that could be written.</summary>
    public static async Task<(Document Document, ImmutableArray<TextChange> Changes)?> TryWriteAsync(INamedTypeSymbol entity, string column, FixRequest request)
    {
        var usesAttributes = Entities.For(request.Compilation).All.Any(e => EntityTypes.Attribute(e, TypeNames.EfCore.IndexAttribute) is not null);
        if (usesAttributes && await AttributeAsync(entity, column, request).ConfigureAwait(false) is { } attribute)
            return attribute;

        return await ConfigurationAsync(entity, column, request).ConfigureAwait(false) ?? await AttributeAsync(entity, column, request).ConfigureAwait(false);
    }

    private static async Task<(Document Document, ImmutableArray<TextChange> Changes)?> AttributeAsync(INamedTypeSymbol entity, string column, FixRequest request)
    {
        if (entity.DeclaringSyntaxReferences.Length != 1
            || entity.DeclaringSyntaxReferences[0].GetSyntax(request.CancellationToken) is not TypeDeclarationSyntax declaration
            || await RequestAsync(declaration, request).ConfigureAwait(false) is not { } place
            || place.Compilation.Type(TypeNames.EfCore.IndexAttribute) is not { } index)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, index, declaration, place))
            return null;

        var text = $"[Index(nameof({column}))]" + TextShape.NewLine(place.Text) + TextShape.Indentation(place.Text, declaration.SpanStart);
        changes.Add(new TextChange(new TextSpan(declaration.SpanStart, 0), text));
        return (place.Document, changes.ToImmutable());
    }

    private static async Task<(Document Document, ImmutableArray<TextChange> Changes)?> ConfigurationAsync(INamedTypeSymbol entity, string column, FixRequest request)
    {
        (MethodDeclarationSyntax Method, string Prefix)? found = null;
        foreach (var project in SourceProjects.Of(request.Compilation))
        {
            foreach (var type in project.Compilation.Assembly.AllTypes())
            {
                var configures = type.AllInterfaces.Any(i => i.IsConstructedFrom(project.Type(TypeNames.EfCore.EntityTypeConfiguration)) && EntityTypes.Name(i.TypeArguments[0]) == EntityTypes.Name(entity));
                if (configures && Body(type, "Configure", request) is { } configure)
                    found = (configure, configure.ParameterList.Parameters[0].Identifier.ValueText);
                else if (found is null && type.DerivesFrom(project.Type(TypeNames.EfCore.DbContext)) && ModelConfiguration.SetsOf(type, project).Any(s => EntityTypes.Name(s.Entity) == EntityTypes.Name(entity)) && Body(type, "OnModelCreating", request) is { } creating)
                    found = (creating, creating.ParameterList.Parameters[0].Identifier.ValueText + ".Entity<" + entity.Name + ">()");
            }
        }

        if (found is not var (method, prefix) || await RequestAsync(method, request).ConfigureAwait(false) is not { } place)
            return null;

        var row = char.ToLowerInvariant(entity.Name[0]).ToString();
        if (prefix == row)
            row = "x";

        var brace = method.Body!.CloseBraceToken;
        var line = place.Text.Lines.GetLineFromPosition(brace.SpanStart).Start;
        var indentation = TextShape.Deeper(TextShape.Indentation(place.Text, brace.SpanStart));
        var text = $"{indentation}{prefix}.HasIndex({row} => {row}.{column});" + TextShape.NewLine(place.Text);
        return (place.Document, ImmutableArray.Create(new TextChange(new TextSpan(line, 0), text)));
    }

    /// <summary>A method that is written as a block, its last brace on a line of its own.</summary>
    private static MethodDeclarationSyntax? Body(INamedTypeSymbol type, string name, FixRequest request)
    {
        foreach (var reference in type.GetMembers(name).OfType<IMethodSymbol>().Where(m => m.Parameters.Length == 1).SelectMany(m => m.DeclaringSyntaxReferences))
        {
            if (reference.GetSyntax(request.CancellationToken) is MethodDeclarationSyntax { Body: { } body } method
                && TextShape.StartsLine(reference.SyntaxTree.GetText(request.CancellationToken), body.CloseBraceToken.SpanStart)
                && !body.Statements.OfType<ReturnStatementSyntax>().Any())
            {
                return method;
            }
        }

        return null;
    }

    private static async Task<FixRequest?> RequestAsync(SyntaxNode node, FixRequest request) =>
        request.Document.Project.Solution.GetDocument(node.SyntaxTree) is { } document && document is not SourceGeneratedDocument
            ? await FixRequest.CreateAsync(document, node.Span, request.Properties, request.CancellationToken).ConfigureAwait(false)
            : null;
}
