using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Knows the methods that a framework calls to serve a request or a message.</summary>
internal sealed class RequestEntries
{
    private readonly INamedTypeSymbol? controllerBase;
    private readonly INamedTypeSymbol? controllerAttribute;
    private readonly INamedTypeSymbol? nonController;
    private readonly INamedTypeSymbol? nonAction;
    private readonly INamedTypeSymbol? pageModel;
    private readonly INamedTypeSymbol? nonHandler;
    private readonly INamedTypeSymbol? hub;
    private readonly INamedTypeSymbol? backgroundService;
    private readonly INamedTypeSymbol? grpcContext;
    private readonly ImmutableArray<INamedTypeSymbol> views;
    private readonly ImmutableArray<INamedTypeSymbol> requestTypes;
    private readonly Lazy<bool> mayExist;

    private RequestEntries(CompilationContext compilation)
    {
        controllerBase = compilation.Type(TypeNames.AspNetCore.ControllerBase);
        controllerAttribute = compilation.Type(TypeNames.AspNetCore.ControllerAttribute);
        nonController = compilation.Type(TypeNames.AspNetCore.NonControllerAttribute);
        nonAction = compilation.Type(TypeNames.AspNetCore.NonActionAttribute);
        pageModel = compilation.Type(TypeNames.AspNetCore.PageModel);
        nonHandler = compilation.Type(TypeNames.AspNetCore.NonHandlerAttribute);
        hub = compilation.Type(TypeNames.AspNetCore.Hub);
        backgroundService = compilation.Type(TypeNames.Hosting.BackgroundService);
        grpcContext = compilation.Type(TypeNames.Grpc.ServerCallContext);
        views = Types(TypeNames.AspNetCore.ViewComponent, TypeNames.AspNetCore.TagHelper);
        requestTypes = Types(TypeNames.AspNetCore.RequestTypes.Append(TypeNames.Grpc.ServerCallContext).ToArray());

        // In a library that knows no web framework, no host and no handler of messages, nobody has to be asked who calls what.
        mayExist = new(() =>
            new[] { controllerBase, controllerAttribute, pageModel, hub, backgroundService, compilation.Type(TypeNames.AspNetCore.EndpointRouteBuilder) }.Any(t => t is not null)
            || !views.IsEmpty
            || !requestTypes.IsEmpty
            || Implementations.For(compilation).Marked(ClassMarks.Handler).Any());

        ImmutableArray<INamedTypeSymbol> Types(params string[] names) => names.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
    }

    public static RequestEntries For(CompilationContext compilation) => compilation.Get(c => new RequestEntries(c));

    /// <summary>Whether there can be any, as far as this project sees.</summary>
    public bool MayExist => mayExist.Value;

    /// <summary>
    /// Whether a framework calls the method for each request or message: what <see cref="Contains"/> knows, and also middleware, filters, gRPC
    /// services, view components, handlers and consumers of messages, and the body of a background service.
    /// </summary>
    public bool Serves(IMethodSymbol method)
    {
        if (Contains(method))
            return true;

        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsStatic: false, ContainingType: { TypeKind: TypeKind.Class } type })
            return false;

        if (method is { IsOverride: true, Name: "ExecuteAsync" } && backgroundService is not null && type.DerivesFrom(backgroundService))
            return true;

        if (views.Any(v => type.DerivesFrom(v)) && method.Name is "Invoke" or "InvokeAsync" or "Process" or "ProcessAsync")
            return true;

        // What gRPC hands to a call, nobody else has.
        if (grpcContext is not null && method.Parameters.Any(p => p.Type.Is(grpcContext)) && method is { DeclaredAccessibility: Accessibility.Public, ReturnType.Name: "Task" })
            return true;

        if (method.Parameters.Any(p => requestTypes.Any(r => p.Type.DerivesFrom(r))) && (method.IsOverride || method.Name is "Invoke" or "InvokeAsync" || Implements(method, type, _ => true)))
            return true;

        return !IsToldOfLifetime(method) && Implements(method, type, SubtypeIndex.IsHandler);
    }

    /// <summary>Whether a message says that the program begins or ends, which is once: <c>ApplicationStartedEvent</c>, <c>HostStopping</c>.</summary>
    private static bool IsToldOfLifetime(IMethodSymbol method) =>
        method.Parameters.Length > 0
        && Words.Split(method.Parameters[0].Type.Name) is { Count: > 1 } words
        && words[0] is "Application" or "App" or "Host" or "Server" or "Program" or "Service"
        && (words[1].StartsWith("Start", StringComparison.Ordinal) || words[1].StartsWith("Stop", StringComparison.Ordinal) || words[1] is "Initialized" or "Initializing" or "Ready" or "Shutdown" or "Shutting");

    private static bool Implements(IMethodSymbol method, INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isMeant)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (!isMeant(implemented))
                continue;

            foreach (var member in implemented.GetMembers())
            {
                if (member is IMethodSymbol && type.FindImplementationForInterfaceMember(member).Is(method))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the method is a controller action, a Razor page handler, or a hub method: what may be synchronous or not, as it likes.</summary>
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

    /// <summary>Whether a web framework makes objects of the class for requests.</summary>
    public bool Hosts(INamedTypeSymbol type) => type.DerivesFrom(pageModel) || type.DerivesFrom(hub) || IsController(type);

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
