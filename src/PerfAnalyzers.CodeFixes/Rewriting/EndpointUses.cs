using Microsoft.CodeAnalysis.FindSymbols;
using PerfAnalyzers.Analysis;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The function of an endpoint as a fix sees it: what is around a finding, and who but the framework uses it.</summary>
internal static class EndpointUses
{
    /// <summary>The operation of the function around a finding, with the member whose code it is in.</summary>
    public static (IOperation Function, ISymbol Member)? Around(SyntaxNode place, FixRequest request)
    {
        if (request.Model.GetOperation(place, request.CancellationToken) is not { } operation
            || request.Model.GetEnclosingSymbol(place.SpanStart, request.CancellationToken) is not { } enclosing)
        {
            return null;
        }

        while (operation.Parent is { } parent && operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            operation = parent;

        while (enclosing is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            enclosing = enclosing.ContainingSymbol;

        return (operation, enclosing);
    }

    /// <summary>Whether code calls a method, other than to name it or to hand it over.</summary>
    public static async Task<bool> IsCalledAsync(IMethodSymbol endpoint, FixRequest request) =>
        endpoint.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
        && (await ReferencesAsync(endpoint, request).ConfigureAwait(false)).Any(r => r.Parent is not ArgumentSyntax && !IsInNameOf(r));

    /// <summary>Whether somebody else says what a method looks like.</summary>
    public static bool IsDictated(IMethodSymbol endpoint) =>
        endpoint.IsOverride
        || endpoint.IsVirtual
        || endpoint.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(endpoint.Name)).Any(m => endpoint.ContainingType.FindImplementationForInterfaceMember(m).Is(endpoint));

    public static async Task<List<SyntaxNode>> ReferencesAsync(IMethodSymbol method, FixRequest request)
    {
        var nodes = new List<SyntaxNode>();
        foreach (var reference in await ReferenceSearch.FindAsync(method, request.Document.Project.Solution, request.CancellationToken).ConfigureAwait(false))
        {
            foreach (var location in reference.Locations)
            {
                if (await location.Document.GetSyntaxRootAsync(request.CancellationToken).ConfigureAwait(false) is { } root
                    && root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true) is { } node
                    && !node.IsPartOfStructuredTrivia())
                {
                    nodes.Add(node);
                }
            }
        }

        return nodes;
    }

    private static bool IsInNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(i => i.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });
}
