using Microsoft.CodeAnalysis.FindSymbols;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A call of a method that gets a token, outside of the code that is rewritten for it.</summary>
/// <param name="Request">The document.</param>
/// <param name="Call">The call.</param>
internal sealed record TokenCall(FixRequest Request, InvocationExpressionSyntax Call);

/// <summary>Methods that get a token parameter together: an interface member with all that implement it, a virtual one with its overrides.</summary>
internal sealed class TokenFamily
{
    private const int MaximumReferences = 400;

    private TokenFamily(ImmutableArray<AsyncDeclaration> declarations, string parameter)
    {
        Declarations = declarations;
        Parameter = parameter;
    }

    public ImmutableArray<AsyncDeclaration> Declarations { get; }

    /// <summary>The name of the new parameter.</summary>
    public string Parameter { get; }

    /// <summary>The place of the new parameter, without the receiver of an extension method left out.</summary>
    public int Ordinal => Declarations[0].Symbol.Parameters.Length;

    /// <summary>Whether nobody outside of the project can call it, and nothing before the new parameter may be left out.</summary>
    public bool IsInternal => Declarations.All(d => !IsVisibleOutside(d.Symbol) && !d.Symbol.Parameters.Any(p => p.HasExplicitDefaultValue));

    /// <summary>All calls that are written in code.</summary>
    public List<TokenCall> Calls { get; } = new();

    /// <summary>Collects the family of a method and all that use it; null when one of them could not live with the parameter.</summary>
    public static async Task<TokenFamily?> CollectAsync(IMethodSymbol method, string wanted, AsyncDocuments documents)
    {
        if ((method.ReducedFrom ?? method).OriginalDefinition is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } declared
            || await AsyncFamily.CollectAsync(declared, documents, withPartial: true).ConfigureAwait(false) is not { HasForeignRoot: false } family
            || !family.Declarations.All(CanTake)
            || NameFor(family, wanted) is not { } name)
        {
            return null;
        }

        var found = new TokenFamily(family.Declarations, name);
        return await found.TryReadReferencesAsync(family, documents).ConfigureAwait(false) ? found : null;
    }

    /// <summary>The same for a method that a framework calls; it gives the token, so that only callers in code may leave it out.</summary>
    public static async Task<TokenFamily?> OfEndpointAsync(AsyncDeclaration declaration, string wanted, AsyncDocuments documents)
    {
        if (declaration.Node is not MethodDeclarationSyntax method
            || method.ParameterList.Parameters.Any(IsParams)
            || await AsyncFamily.CollectAsync(declaration.Symbol, documents).ConfigureAwait(false) is not { HasForeignRoot: false, Declarations.Length: 1 } family)
        {
            return null;
        }

        var found = new TokenFamily(family.Declarations, Names.Unique(wanted, method.ParameterList, declaration.Request.Model));
        return await found.TryReadReferencesAsync(family, documents).ConfigureAwait(false) ? found : null;
    }

    private static bool IsVisibleOutside(ISymbol member)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }

    private static bool CanTake(AsyncDeclaration declaration) =>
        declaration is { Node: MethodDeclarationSyntax method, Symbol: { IsExtern: false, IsVararg: false } symbol }
        && !method.ParameterList.Parameters.Any(IsParams)
        && !method.ParameterList.ContainsDirectives
        && !AsyncNames.IsCalledByOthers(symbol, declaration.Request.Compilation)
        && !AsyncNames.IsEntryPoint(symbol, declaration.Request.Compilation)
        && !AsyncNames.IsTest(symbol)
        && !AsyncNames.Visible(symbol.ContainingType, symbol.Name).OfType<IMethodSymbol>().Any(m => IsTaken(m, symbol, declaration.Request.Compilation));

    private static bool IsParams(ParameterSyntax parameter) => parameter.Modifiers.Any(SyntaxKind.ParamsKeyword);

    /// <summary>Whether there is an overload already that takes the same and a token.</summary>
    private static bool IsTaken(IMethodSymbol existing, IMethodSymbol method, CompilationContext compilation) =>
        existing.Parameters.Length == method.Parameters.Length + 1
        && TokenSlots.For(compilation).IsToken(existing.Parameters[existing.Parameters.Length - 1].Type)
        && method.Parameters.Zip(existing.Parameters, (a, b) => a.Type.ToDisplayString() == b.Type.ToDisplayString()).All(same => same);

    /// <summary>One name that is free in every declaration.</summary>
    private static string? NameFor(AsyncFamily family, string wanted) =>
        new[] { wanted, "cancellationToken", "token", "ct", "cancellation" }
            .FirstOrDefault(name => family.Declarations.All(d => Names.Unique(name, ((MethodDeclarationSyntax)d.Node).ParameterList, d.Request.Model) == name));

    private async Task<bool> TryReadReferencesAsync(AsyncFamily family, AsyncDocuments documents)
    {
        var read = new HashSet<(DocumentId, TextSpan)>();
        foreach (var declaration in Declarations)
        {
            foreach (var found in await ReferenceSearch.FindAsync(declaration.Symbol, documents.Solution, documents.CancellationToken).ConfigureAwait(false))
            {
                foreach (var location in found.Locations)
                {
                    if (!read.Add((location.Document.Id, location.Location.SourceSpan)))
                        continue;

                    // Generated code calls it as before: the parameter is optional.
                    if (location.IsImplicit || await documents.OfAsync(location.Document).ConfigureAwait(false) is not { } request)
                        continue;

                    if (read.Count > MaximumReferences || !TryRead(request.Root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true), family, request))
                        return false;
                }
            }
        }

        return true;
    }

    private bool TryRead(SyntaxNode node, AsyncFamily family, FixRequest request)
    {
        // Documentation that names the parameters would no longer find the method.
        if (node.IsPartOfStructuredTrivia())
            return node.FirstAncestorOrSelf<CrefSyntax>()?.DescendantNodes().OfType<CrefParameterListSyntax>().Any() != true;

        if (node is not SimpleNameSyntax name)
            return false;

        if (AsyncReferences.Invocation(name) is { } call)
        {
            if (request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is not IMethodSymbol called)
                return false;

            if (family.Contains((called.ReducedFrom ?? called).OriginalDefinition))
                Calls.Add(new TokenCall(request, call));

            return true;
        }

        // A handler may take a token, which the framework gives it; another delegate may not.
        return AsyncReferences.IsInNameOf(name) ? !IsLookedUp(name, request) : AsyncReferences.IsEndpointHandler(name, request);
    }

    /// <summary>Whether somebody looks the method up by its name, and calls it with the arguments that it takes now.</summary>
    private static bool IsLookedUp(SyntaxNode name, FixRequest request)
    {
        if (name.FirstAncestorOrSelf<AttributeSyntax>() is not null)
            return true;

        var type = request.Compilation.Type(TypeNames.System.Type);
        return name.Ancestors().OfType<InvocationExpressionSyntax>().Any(i =>
            request.Model.GetSymbolInfo(i, request.CancellationToken).Symbol is IMethodSymbol { ContainingType: { } owner } && (owner.Is(type) || owner.ContainingNamespace.ToDisplayString() == "System.Reflection"));
    }
}
