using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Decides what may become of a family, judging by its declarations alone.</summary>
internal static class AsyncFeasibility
{
    public static void Judge(AsyncFamily family, AsyncSuffix suffix)
    {
        family.AsyncName = AsyncNames.Of(family, suffix);
        if (family.Declarations.Any(CannotReturnTask))
        {
            family.Change = AsyncChange.None;
            return;
        }

        family.HasUnseenCallers = family.HasForeignRoot
            || family.Declarations.Any(d => AsyncNames.IsCalledByOthers(d.Symbol, d.Request.Compilation));
        if (family.AsyncName == AsyncNames.Simple(family.Symbol.Name))
            return;

        var named = family.Declarations.Select(d => NamedAlike(family, d).ToList()).ToList();
        if (named.All(found => found.Count == 0))
            return;

        // One twin for each declaration, or the name is taken.
        var haveTwins = family.Declarations.Zip(named, (d, found) => found.OfType<IMethodSymbol>().Any(t => IsOwnWork(t, d))).All(has => has);
        family.Change = haveTwins ? AsyncChange.UseExistingTwin : AsyncChange.None;
    }

    /// <summary>The synchronous form stays, with an async one beside it where that can be.</summary>
    public static void Degrade(AsyncFamily family)
    {
        var mustStayAlone = family.IsLocalFunction
            || family.AsyncName == AsyncNames.Simple(family.Symbol.Name)
            || family.Declarations.Any(d => d.Node.ContainsDirectives || !d.Symbol.ExplicitInterfaceImplementations.IsEmpty || AsyncNames.IsEntryPoint(d.Symbol, d.Request.Compilation))
            || (family.HasForeignRoot && (family.Symbol.IsAbstract || AsyncNames.IsCalledByLanguage(family.Symbol)));
        family.Change = mustStayAlone ? AsyncChange.None : AsyncChange.Twin;
    }

    /// <summary>Whether the async form is worth having for callers that are not seen: those of a library.</summary>
    public static bool IsOffered(AsyncFamily family) =>
        !family.HasForeignRoot && family.Declarations.All(d => AsyncNames.IsPublicApi(d.Symbol, d.Request.Compilation));

    private static bool CannotReturnTask(AsyncDeclaration declaration)
    {
        var method = declaration.Symbol;
        return method.ReturnsByRef || method.ReturnsByRefReadonly || method.IsVararg || method.IsExtern
            || method.ReturnType is IPointerTypeSymbol or IFunctionPointerTypeSymbol
            || method.ReturnType.IsRefLikeType
            || AsyncNames.IsDeferred(method.ReturnType, declaration.Request.Compilation)
            || AsyncNames.IsEntryPointOfSeveral(method, declaration.Request.Compilation)
            || method.GetReturnTypeAttributes().Length > 0
            || ReturnType(declaration.Node) is RefTypeSyntax or null;
    }

    public static TypeSyntax? ReturnType(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax local => local.ReturnType,
        _ => null,
    };

    /// <summary>What stands in the way of the new name, or is what it would name.</summary>
    private static IEnumerable<ISymbol> NamedAlike(AsyncFamily family, AsyncDeclaration declaration)
    {
        var found = family.IsLocalFunction
            ? declaration.Request.Model.LookupSymbols(declaration.Node.SpanStart, name: family.AsyncName)
            : AsyncNames.Visible(declaration.Symbol.ContainingType, family.AsyncName);
        return found.Where(s => s is not IMethodSymbol method || Collides(method, declaration.Symbol));
    }

    private static bool Collides(IMethodSymbol existing, IMethodSymbol method) =>
        existing.Parameters.Length >= method.Parameters.Length
        && existing.Parameters.Skip(method.Parameters.Length).All(p => p.IsOptional || p.IsParams)
        && method.Parameters.Zip(existing.Parameters, (a, b) => a.Type.ToDisplayString() == b.Type.ToDisplayString()).All(same => same);

    /// <summary>Whether it is a twin that does not just call the synchronous method.</summary>
    private static bool IsOwnWork(IMethodSymbol twin, AsyncDeclaration declaration) =>
        new AsyncTwinMatch(declaration.Request.Compilation).Compare(declaration.Symbol, twin, skipsFirst: false, out _) is { IsSequence: false, NeedsToken: false, MemoryParameters.IsEmpty: true, DroppedParameters.IsEmpty: true }
        && !twin.DeclaringSyntaxReferences.IsEmpty
        && !twin.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>()
            .Any(n => n.Identifier.ValueText == AsyncNames.Simple(declaration.Symbol.Name)));
}
