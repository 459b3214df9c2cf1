using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Knows the methods that a web framework calls on the thread of a request.</summary>
internal sealed class RequestEntries
{
    private readonly INamedTypeSymbol? controllerBase;
    private readonly INamedTypeSymbol? controllerAttribute;
    private readonly INamedTypeSymbol? nonController;
    private readonly INamedTypeSymbol? nonAction;
    private readonly INamedTypeSymbol? pageModel;
    private readonly INamedTypeSymbol? nonHandler;
    private readonly INamedTypeSymbol? hub;

    private RequestEntries(CompilationContext compilation)
    {
        controllerBase = compilation.Type(TypeNames.AspNetCore.ControllerBase);
        controllerAttribute = compilation.Type(TypeNames.AspNetCore.ControllerAttribute);
        nonController = compilation.Type(TypeNames.AspNetCore.NonControllerAttribute);
        nonAction = compilation.Type(TypeNames.AspNetCore.NonActionAttribute);
        pageModel = compilation.Type(TypeNames.AspNetCore.PageModel);
        nonHandler = compilation.Type(TypeNames.AspNetCore.NonHandlerAttribute);
        hub = compilation.Type(TypeNames.AspNetCore.Hub);
    }

    public static RequestEntries For(CompilationContext compilation) => compilation.Get(c => new RequestEntries(c));

    /// <summary>Whether the method is a controller action, a Razor page handler, or a hub method.</summary>
    public bool Contains(IMethodSymbol method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsAbstract: false, IsGenericMethod: false })
            return false;

        // Dispose and the hooks that a base class declares are called by the framework around a request, not for it.
        if (method.IsOverride || method.Name == "Dispose")
            return false;

        var type = method.ContainingType;
        if (pageModel is not null && type.DerivesFrom(pageModel))
            return IsHandlerName(method.Name) && !Has(method, nonHandler);

        if (hub is not null && type.DerivesFrom(hub))
            return true;

        return IsController(type) && !Has(method, nonAction);
    }

    private bool IsController(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.TypeKind != TypeKind.Class)
            return false;

        var marked = false;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Has(current, nonController))
                return false;

            marked |= current.Is(controllerBase) || current.GetAttributes().Any(a => a.AttributeClass.DerivesFrom(controllerAttribute));
        }

        return marked;
    }

    private static bool IsHandlerName(string name) =>
        name.StartsWith("OnGet", StringComparison.Ordinal)
        || name.StartsWith("OnPost", StringComparison.Ordinal)
        || name.StartsWith("OnPut", StringComparison.Ordinal)
        || name.StartsWith("OnDelete", StringComparison.Ordinal)
        || name.StartsWith("OnPatch", StringComparison.Ordinal)
        || name.StartsWith("OnHead", StringComparison.Ordinal);

    private static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) =>
        attribute is not null && symbol.GetAttributes().Any(a => a.AttributeClass.Is(attribute));
}
