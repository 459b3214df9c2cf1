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

    private readonly Dictionary<int, List<int[]>> bodies = new();
    private readonly HashSet<int> queries = new();
    private readonly HashSet<int> scratch = new();
    private readonly SourceText text;

    private MentionedNames(SyntaxTree tree, CancellationToken cancellationToken)
    {
        text = tree.GetText(cancellationToken);
        foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes(IsAboveBodies))
            Collect(node);
    }

    /// <summary>The types of queries: what is declared with one, or mentions one, may go to a database.</summary>
    public static ImmutableArray<string> QueryTypes { get; } = ImmutableArray.Create("IQueryable", "IOrderedQueryable", "DbSet", "IDbSet", "IIncludableQueryable");

    /// <summary>By the name of a member: what each of the members so named mentions.</summary>
    public IReadOnlyDictionary<int, List<int[]>> Bodies => bodies;

    /// <summary>The names of members and parameters whose type is written as that of a query.</summary>
    public IReadOnlyCollection<int> Queries => queries;

    public static MentionedNames Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Known.TryGetValue(tree, out var names) ? names : Known.GetValue(tree, t => new MentionedNames(t, cancellationToken));

    /// <summary>The number of a name.</summary>
    public static int Number(string name)
    {
        var number = Start;
        foreach (var character in name)
            number = Next(number, character);

        return number;
    }

    private const int Start = unchecked((int)2166136261);

    private static int Next(int number, char character) => unchecked((number ^ character) * 16777619);

    private static bool IsAboveBodies(SyntaxNode node) => node is
        CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or PropertyDeclarationSyntax or AccessorListSyntax
        or FieldDeclarationSyntax or VariableDeclarationSyntax;

    private void Collect(SyntaxNode node)
    {
        switch (node)
        {
            case MethodDeclarationSyntax method:
                CollectQuery(method.ReturnType, method.Identifier);
                foreach (var parameter in method.ParameterList.Parameters)
                    CollectQuery(parameter.Type, parameter.Identifier);

                if (((SyntaxNode?)method.Body ?? method.ExpressionBody) is { } body)
                    CollectMethod(method, body);

                break;
            case ConstructorDeclarationSyntax constructor:
                Add(constructor.Identifier, constructor);
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
        Add(method.Identifier, body);

        // A mediator finds the handler by the type of the request.
        if (method.Parent is TypeDeclarationSyntax { BaseList: { } bases } && bases.ToString().IndexOf("Handler", StringComparison.Ordinal) >= 0)
        {
            foreach (var parameter in method.ParameterList.Parameters)
            {
                if (parameter.Type is SimpleNameSyntax request)
                    Add(request.Identifier, body);
            }
        }
    }

    private void CollectQuery(TypeSyntax? type, SyntaxToken name)
    {
        if (type is null or PredefinedTypeSyntax)
            return;

        var written = type.ToString();
        foreach (var query in QueryTypes)
        {
            if (written.IndexOf(query, StringComparison.Ordinal) >= 0)
                queries.Add(Number(name.ValueText));
        }
    }

    private void Add(SyntaxToken name, SyntaxNode body)
    {
        var number = Number(name.ValueText);
        if (!bodies.TryGetValue(number, out var known))
            bodies.Add(number, known = new List<int[]>());

        known.Add(Names(body.Span));
    }

    /// <summary>The words of a piece of text. What stands in comments and strings is among them, which does no harm.</summary>
    private int[] Names(TextSpan span)
    {
        scratch.Clear();
        var number = Start;
        var isInWord = false;
        foreach (var character in text.ToString(span))
        {
            if (char.IsLetterOrDigit(character) || character == '_')
            {
                number = Next(number, character);
                isInWord = true;
            }
            else if (isInWord)
            {
                scratch.Add(number);
                number = Start;
                isInWord = false;
            }
        }

        return scratch.ToArray();
    }
}
