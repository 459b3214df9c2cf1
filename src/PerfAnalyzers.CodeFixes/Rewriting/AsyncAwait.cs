using PerfAnalyzers.Analysis.Async;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>One <c>await</c> to be written: where, in which function, and how.</summary>
/// <param name="Request">The document.</param>
/// <param name="Node">The expression that is awaited from now on.</param>
/// <param name="Spot">Where that puts the await; null where no await may stand, so that the expression stays as it is.</param>
/// <param name="Write">Writes it; false when it has no such form.</param>
internal sealed record AsyncAwait(FixRequest Request, ExpressionSyntax Node, AsyncSpot? Spot, Func<EditList, bool> Write)
{
    /// <summary>Types that the new text names, or whose extension methods it calls.</summary>
    public ImmutableArray<INamedTypeSymbol> Imports { get; init; } = ImmutableArray<INamedTypeSymbol>.Empty;

    /// <summary>The member it is written in, whatever functions lie between.</summary>
    public SyntaxNode Owner { get; } = OwnerOf(Node);

    public static SyntaxNode OwnerOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
}

/// <summary>What the function around an await needs.</summary>
internal enum AsyncNeed
{
    /// <summary>Nothing: it is async.</summary>
    Nothing,

    /// <summary>The modifier; its delegate takes a task.</summary>
    Modifier,

    /// <summary>The modifier, and its returns rewritten: it returns a task already.</summary>
    Returns,

    /// <summary>A new signature.</summary>
    Signature,
}

/// <summary>The function that an await comes to stand in.</summary>
/// <param name="Function">The innermost function that runs it.</param>
/// <param name="Need">What that function needs.</param>
/// <param name="Lambdas">The callbacks on the way out that become loops.</param>
/// <param name="MovesExceptions">Whether exceptions of the function surface elsewhere than before.</param>
internal sealed record AsyncSpot(AsyncMember Function, AsyncNeed Need, ImmutableArray<AsyncCallback> Lambdas, bool MovesExceptions);

/// <summary>A callback that is written as a loop, so that it can be awaited.</summary>
/// <param name="Key">The call it was an argument of.</param>
/// <param name="Write">Writes the loop around the body of the callback.</param>
internal sealed record AsyncCallback(ExpressionSyntax Key, Action<EditList> Write);
