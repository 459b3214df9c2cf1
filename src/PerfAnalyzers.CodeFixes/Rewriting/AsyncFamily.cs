using Microsoft.CodeAnalysis.FindSymbols;
using PerfAnalyzers.Analysis.Async;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How methods become awaitable.</summary>
internal enum AsyncChange
{
    /// <summary>They return a task from now on, and every caller awaits it.</summary>
    InPlace,

    /// <summary>An async method is put beside each; callers that cannot await keep the old one.</summary>
    Twin,

    /// <summary>They have an async twin already, which callers use.</summary>
    UseExistingTwin,

    /// <summary>They stay as they are, and so do their callers.</summary>
    None,
}

/// <summary>One declaration of a method, in a document that may be edited.</summary>
internal sealed record AsyncDeclaration(FixRequest Request, AsyncMember Member)
{
    public IMethodSymbol Symbol => Member.Symbol;

    public SyntaxNode Node => Member.Node;

    /// <summary>Where a node is, whichever red instance of it is at hand.</summary>
    public (SyntaxTree Tree, TextSpan Span) Key => KeyOf(Node);

    public static (SyntaxTree Tree, TextSpan Span) KeyOf(SyntaxNode node) => (node.SyntaxTree, node.Span);
}

/// <summary>Methods that must have one signature: an interface member with all that implement it, a virtual one with its overrides.</summary>
internal sealed class AsyncFamily
{
    private const int MaximumSize = 60;

    private AsyncFamily(ImmutableArray<AsyncDeclaration> declarations, bool hasForeignRoot)
    {
        Declarations = declarations;
        HasForeignRoot = hasForeignRoot;
    }

    public ImmutableArray<AsyncDeclaration> Declarations { get; }

    /// <summary>Whether it overrides or implements something that is not ours to change.</summary>
    public bool HasForeignRoot { get; }

    public IMethodSymbol Symbol => Declarations[0].Symbol;

    public bool IsLocalFunction => Symbol.MethodKind == MethodKind.LocalFunction;

    public AsyncChange Change { get; set; } = AsyncChange.InPlace;

    /// <summary>The name under which it can be awaited.</summary>
    public string AsyncName { get; set; } = "";

    /// <summary>Whether callers that nobody sees rely on the synchronous form.</summary>
    public bool HasUnseenCallers { get; set; }

    /// <summary>Calls of it, and waits of its own are in <see cref="AsyncAwait"/>s of its declarations.</summary>
    public List<AsyncAwait> Calls { get; } = new();

    /// <summary>Places that name it without calling it: nameof, documentation, handlers that the framework calls.</summary>
    public List<(FixRequest Request, TextSpan Name)> Mentions { get; } = new();

    /// <summary>Places where a test says what a stand-in does when it is called, with the edits they need besides the new name.</summary>
    public List<(FixRequest Request, TextSpan Name, ImmutableArray<TextChange> Edits)> SetUps { get; } = new();

    /// <summary>Collects the family of a method; null when some of it cannot be seen or edited, or when it is too large.</summary>
    /// <param name="method">One of its methods.</param>
    /// <param name="documents">The documents of the solution.</param>
    /// <param name="withPartial">Whether both parts of a partial method may be rewritten; otherwise such a method has no family.</param>
    public static async Task<AsyncFamily?> CollectAsync(IMethodSymbol method, AsyncDocuments documents, bool withPartial = false)
    {
        method = method.OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction)
            return await MakeAsync(new[] { method }, hasForeignRoot: false, documents, withPartial).ConfigureAwait(false);

        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) || IsOfEveryObject(method))
            return null;

        var members = new List<IMethodSymbol> { method };
        var hasForeignRoot = false;
        for (var i = 0; i < members.Count; i++)
        {
            if (members.Count > MaximumSize)
                return null;

            foreach (var related in await RelatedAsync(members[i], documents).ConfigureAwait(false))
            {
                if (!related.Locations.Any(l => l.IsInSource))
                    hasForeignRoot = true;
                else if (!members.Any(m => IsSame(m, related)))
                    members.Add(related);
            }
        }

        // What a library calls keeps its signature; a twin beside it is of use to those who call the class itself.
        return hasForeignRoot
            ? method.MethodKind == MethodKind.Ordinary && members.All(m => IsSame(m, method)) ? await MakeAsync(new[] { method }, hasForeignRoot: true, documents, withPartial).ConfigureAwait(false) : null
            : await MakeAsync(members, hasForeignRoot: false, documents, withPartial).ConfigureAwait(false);
    }

    public bool Contains(IMethodSymbol method) => Declarations.Any(d => IsSame(d.Symbol, method));

    /// <summary>ToString, Equals, GetHashCode: everybody calls them, and to look for all those calls would take too long.</summary>
    private static bool IsOfEveryObject(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
            method = overridden;

        return method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum;
    }

    private static bool IsSame(IMethodSymbol one, IMethodSymbol other) => one.OriginalDefinition.Is(other.OriginalDefinition);

    private static async Task<IEnumerable<IMethodSymbol>> RelatedAsync(IMethodSymbol method, AsyncDocuments documents)
    {
        var related = new List<ISymbol>();
        if (method.OverriddenMethod is { } overridden)
            related.Add(overridden);

        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            related.AddRange(await SymbolFinder.FindImplementationsAsync(method, documents.Solution, projects: null, documents.CancellationToken).ConfigureAwait(false));
        }
        else if (!method.IsStatic)
        {
            related.AddRange(method.ExplicitInterfaceImplementations);
            related.AddRange(await SymbolFinder.FindImplementedInterfaceMembersAsync(method, documents.Solution, projects: null, documents.CancellationToken).ConfigureAwait(false));
        }

        if (method.IsVirtual || method.IsAbstract || method.IsOverride)
            related.AddRange(await SymbolFinder.FindOverridesAsync(method, documents.Solution, projects: null, documents.CancellationToken).ConfigureAwait(false));

        return related.OfType<IMethodSymbol>().Select(m => m.OriginalDefinition);
    }

    private static async Task<AsyncFamily?> MakeAsync(IEnumerable<IMethodSymbol> members, bool hasForeignRoot, AsyncDocuments documents, bool withPartial)
    {
        var declarations = ImmutableArray.CreateBuilder<AsyncDeclaration>();
        foreach (var member in members)
        {
            // The method as its own project sees it: another one may not know both parts of a partial method.
            if (await DeclaredAsync(member, documents).ConfigureAwait(false) is not { } declared)
                return null;

            declarations.Add(declared);
            if ((declared.Symbol.PartialImplementationPart ?? declared.Symbol.PartialDefinitionPart) is not { } other)
                continue;

            if (!withPartial || await DeclaredAsync(other, documents).ConfigureAwait(false) is not { } part)
                return null;

            declarations.Add(part);
        }

        return new AsyncFamily(declarations.ToImmutable(), hasForeignRoot);
    }

    private static async Task<AsyncDeclaration?> DeclaredAsync(IMethodSymbol member, AsyncDocuments documents)
    {
        if (member.DeclaringSyntaxReferences.Length != 1)
            return null;

        var reference = member.DeclaringSyntaxReferences[0];
        return await documents.OfAsync(reference.SyntaxTree).ConfigureAwait(false) is { } request
            && Declaration(request.Root.FindNode(reference.Span)) is { } node
            && request.Model.GetDeclaredSymbol(node, request.CancellationToken) is IMethodSymbol symbol
                ? new AsyncDeclaration(request, new AsyncMember(node, symbol))
                : null;
    }

    private static SyntaxNode? Declaration(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => node,
        GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax local } => local,
        _ => null,
    };
}
