using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// The primary keys of entities, read from source the way EF Core finds them: fluent configuration first, then
/// attributes, then the conventions Id and &lt;Entity&gt;Id.
/// </summary>
internal sealed class EntityKeys
{
    private readonly Lazy<ILookup<string, ImmutableArray<string>>> configured;

    private EntityKeys(CompilationContext compilation) =>
        configured = new(() => ReadConfiguration(compilation.Compilation).ToLookup(k => k.Entity, k => k.Key));

    public static EntityKeys For(CompilationContext compilation) => compilation.Get(c => new EntityKeys(c));

    /// <summary>The property that alone is the key of the entity, or null when there is none, several, or it is not known.</summary>
    public IPropertySymbol? Single(INamedTypeSymbol entity)
    {
        var fluent = configured.Value[entity.Name].ToArray();
        if (fluent.Length > 0)
            return fluent.Length == 1 && fluent[0].Length == 1 ? Property(entity, fluent[0][0]) : null;

        if (entity.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "PrimaryKeyAttribute") is { } stated)
        {
            var names = stated.ConstructorArguments
                .SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values.Select(v => v.Value) : new[] { a.Value })
                .ToArray();
            return names.Length == 1 && names[0] is string only ? Property(entity, only) : null;
        }

        var marked = Properties(entity).Where(p => p.GetAttributes().Any(a => a.AttributeClass?.Name == "KeyAttribute")).ToArray();
        if (marked.Length > 0)
            return marked.Length == 1 ? marked[0] : null;

        if (entity.GetAttributes().Any(a => a.AttributeClass?.Name == "KeylessAttribute"))
            return null;

        return Property(entity, "Id") ?? Property(entity, entity.Name + "Id");
    }

    private static IPropertySymbol? Property(INamedTypeSymbol entity, string name) =>
        Properties(entity).FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol entity)
    {
        for (INamedTypeSymbol? type = entity; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property)
                    yield return property;
            }
        }
    }

    /// <summary>
    /// Every <c>HasKey</c> with the entity it is about. Read from syntax: the names are enough, and binding every
    /// configuration class would cost more than the answer is worth.
    /// </summary>
    private static IEnumerable<(string Entity, ImmutableArray<string> Key)> ReadConfiguration(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!tree.TryGetText(out var text) || text.ToString().IndexOf("HasKey", StringComparison.Ordinal) < 0)
                continue;

            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "HasKey" } && EntityOf(call) is { } entity)
                    yield return (entity, KeyNames(call));
            }
        }
    }

    private static string? EntityOf(InvocationExpressionSyntax hasKey)
    {
        foreach (var node in hasKey.DescendantNodes().Concat(hasKey.Ancestors()))
        {
            switch (node)
            {
                case GenericNameSyntax { Identifier.Text: "Entity" } generic:
                    return SimpleName(generic.TypeArgumentList.Arguments[0]);
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.Text: "Entity" } generic } }:
                    return SimpleName(generic.TypeArgumentList.Arguments[0]);
                case ParameterSyntax { Type: GenericNameSyntax { Identifier.Text: "EntityTypeBuilder" } builder }:
                    return SimpleName(builder.TypeArgumentList.Arguments[0]);
                case MethodDeclarationSyntax method when method.ParameterList.Parameters.FirstOrDefault()?.Type is GenericNameSyntax { Identifier.Text: "EntityTypeBuilder" } builder:
                    return SimpleName(builder.TypeArgumentList.Arguments[0]);
            }
        }

        return null;
    }

    private static string SimpleName(TypeSyntax type) => type is QualifiedNameSyntax qualified ? qualified.Right.Identifier.Text : type.ToString();

    private static ImmutableArray<string> KeyNames(InvocationExpressionSyntax hasKey)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var argument in hasKey.ArgumentList.Arguments)
        {
            switch (argument.Expression)
            {
                case LiteralExpressionSyntax literal:
                    names.Add(literal.Token.ValueText);
                    break;
                case SimpleLambdaExpressionSyntax { Body: ExpressionSyntax body }:
                    names.AddRange(Members(body));
                    break;
                case ParenthesizedLambdaExpressionSyntax { Body: ExpressionSyntax body }:
                    names.AddRange(Members(body));
                    break;
                default:
                    names.Add(argument.Expression.ToString());
                    break;
            }
        }

        return names.ToImmutable();
    }

    private static IEnumerable<string> Members(ExpressionSyntax body) =>
        body.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Select(m => m.Name.Identifier.Text);
}
