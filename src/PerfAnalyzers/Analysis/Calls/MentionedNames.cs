using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Which names the bodies of one file mention. Read from the text alone and kept as long as the tree, so that an edit costs the
/// reading of one file. Names are kept as numbers: two that share one only make a search look at more than it had to.
/// </summary>
internal sealed class MentionedNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, MentionedNames> Known = new();

    private readonly Dictionary<int, List<MentioningBody>> bodies = new();
    private readonly List<(TextSpan Span, MentioningBody Body)> all = new();
    private readonly HashSet<int> queries = new();
    private readonly HashSet<int> types = new();
    private readonly MentionReader reader = new();
    private readonly SourceText text;

    private MentionedNames(SyntaxTree tree, CancellationToken cancellationToken)
    {
        text = tree.GetText(cancellationToken);
        foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes(IsAboveBodies))
            Collect(node);
    }

    /// <summary>The types of queries: what is declared with one, or mentions one, may go to a database.</summary>
    public static ImmutableArray<string> QueryTypes { get; } = ImmutableArray.Create("IQueryable", "IOrderedQueryable", "DbSet", "IDbSet", "IIncludableQueryable", "DbContext", "IMartenQueryable", "IRavenQueryable", "ITable");

    /// <summary>By the name of a member: what each of the members so named mentions.</summary>
    public IReadOnlyDictionary<int, List<MentioningBody>> Bodies => bodies;

    /// <summary>Every body with its place in the file; the top-level program is among them.</summary>
    public IReadOnlyList<(TextSpan Span, MentioningBody Body)> All => all;

    /// <summary>The names of members whose type is written as that of a query.</summary>
    public IReadOnlyCollection<int> Queries => queries;

    /// <summary>The names that occur in using directives, base lists and the types of members and parameters.</summary>
    public IReadOnlyCollection<int> Types => types;

    public static MentionedNames Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Known.TryGetValue(tree, out var names) ? names : Known.GetValue(tree, t => new MentionedNames(t, cancellationToken));

    /// <summary>The body that a declaration has; null when it has none, or several.</summary>
    public MentioningBody? Within(TextSpan declaration)
    {
        var low = 0;
        for (var high = all.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (all[middle].Span.Start < declaration.Start)
                low = middle + 1;
            else
                high = middle;
        }

        return low < all.Count && declaration.Contains(all[low].Span) && (low + 1 == all.Count || !declaration.Contains(all[low + 1].Span)) ? all[low].Body : null;
    }

    private static bool IsAboveBodies(SyntaxNode node) => node is
        CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or PropertyDeclarationSyntax or AccessorListSyntax
        or FieldDeclarationSyntax or VariableDeclarationSyntax;

    private void Collect(SyntaxNode node)
    {
        switch (node)
        {
            case UsingDirectiveSyntax { Name: { } space }:
                CollectWords(space);
                break;
            case BaseListSyntax or ParameterListSyntax { Parent: TypeDeclarationSyntax }:
                CollectWords(node);
                break;
            case GlobalStatementSyntax:
                all.Add((node.Span, new MentioningBody(BodyKind.Other, HasQuery: false, reader.Read(text.ToString(node.Span)))));
                break;
            case MethodDeclarationSyntax method:
                CollectQuery(method.ReturnType, method.Identifier);
                if (((SyntaxNode?)method.Body ?? method.ExpressionBody) is { } body)
                    CollectMethod(method, body);

                break;
            case ConstructorDeclarationSyntax constructor:
                Add(constructor.Identifier, constructor, BodyKind.Other, HasQuery(constructor.ParameterList));
                break;
            case PropertyDeclarationSyntax property:
                CollectQuery(property.Type, property.Identifier);
                if (((SyntaxNode?)property.ExpressionBody ?? property.Initializer) is { } value)
                    Add(property.Identifier, value);

                break;
            case AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } accessor when accessor.Body is not null || accessor.ExpressionBody is not null:
                Add(property.Identifier, accessor);
                break;
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: FieldDeclarationSyntax } declaration } field:
                CollectQuery(declaration.Type, field.Identifier);
                if (field.Initializer is { } initialiser)
                    Add(field.Identifier, initialiser);

                break;
        }
    }

    private void CollectMethod(MethodDeclarationSyntax method, SyntaxNode body)
    {
        var hasQuery = HasQuery(method.ParameterList);
        Add(method.Identifier, body, BodyKind.Method, hasQuery);

        // A mediator finds the handler by the type of the request.
        if (method.Parent is TypeDeclarationSyntax { BaseList: { } bases } && bases.ToString().IndexOf("Handler", StringComparison.Ordinal) >= 0)
        {
            foreach (var parameter in method.ParameterList.Parameters)
            {
                if (parameter.Type is SimpleNameSyntax request)
                    Add(request.Identifier, body, BodyKind.Other, hasQuery);
            }
        }
    }

    private void CollectQuery(TypeSyntax? type, SyntaxToken name)
    {
        if (IsQuery(type))
            queries.Add(MentionReader.Number(name.ValueText));
    }

    private bool HasQuery(ParameterListSyntax parameters)
    {
        var hasQuery = false;
        foreach (var parameter in parameters.Parameters)
            hasQuery |= IsQuery(parameter.Type);

        return hasQuery;
    }

    private bool IsQuery(TypeSyntax? type)
    {
        if (type is null or PredefinedTypeSyntax)
            return false;

        var written = CollectWords(type);
        foreach (var query in QueryTypes)
        {
            if (written.IndexOf(query, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    private string CollectWords(SyntaxNode node)
    {
        var written = node.ToString();
        MentionReader.AddWords(written, types);
        return written;
    }

    private void Add(SyntaxToken name, SyntaxNode body, BodyKind kind = BodyKind.Other, bool hasQuery = false)
    {
        var number = MentionReader.Number(name.ValueText);
        if (!bodies.TryGetValue(number, out var known))
            bodies.Add(number, known = new List<MentioningBody>());

        var found = new MentioningBody(kind, hasQuery, reader.Read(text.ToString(body.Span)));
        known.Add(found);
        all.Add((body.Span, found));
    }
}
