using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Finds the functions that the web framework calls with what a request says and whose result it sends back.</summary>
internal sealed class Endpoints
{
    private readonly CompilationContext compilation;
    private readonly bool hasRoutes;

    private Endpoints(CompilationContext compilation)
    {
        this.compilation = compilation;
        hasRoutes = compilation.Type(TypeNames.AspNetCore.EndpointRouteBuilder) is not null;
    }

    public static Endpoints For(CompilationContext compilation) => compilation.Get(c => new Endpoints(c));

    /// <summary>Whether anything that is referenced calls endpoints.</summary>
    public bool Exist => hasRoutes || compilation.Type(TypeNames.AspNetCore.ControllerBase) is not null;

    /// <summary>The endpoint that an operation runs in, and not in a function inside of it; null when there is none.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="member">The member whose body holds it.</param>
    /// <param name="cancellationToken">Stops the search for places that hand a method over.</param>
    public IMethodSymbol? Around(IOperation operation, ISymbol member, CancellationToken cancellationToken)
    {
        var current = operation;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;

        return Of(current, member, cancellationToken);
    }

    /// <summary>The endpoint that a lambda, a local function or the body of a member is; null when it is none.</summary>
    /// <inheritdoc cref="Around"/>
    public IMethodSymbol? Of(IOperation function, ISymbol member, CancellationToken cancellationToken) => function switch
    {
        IAnonymousFunctionOperation lambda => RequestDelegates.IsHandedOver(lambda, compilation) ? lambda.Symbol : null,
        ILocalFunctionOperation local => IsHandedOver(local) ? local.Symbol : null,
        _ => member is IMethodSymbol method && Contains(method, cancellationToken) ? method : null,
    };

    /// <summary>Whether a method is an action, a handler of a page, a method of a hub, or handed over as an endpoint.</summary>
    public bool Contains(IMethodSymbol method, CancellationToken cancellationToken) =>
        RequestEntries.For(compilation).Contains(method) || IsHandedOver(method, cancellationToken);

    /// <summary>Whether somebody hands a method over as an endpoint: <c>app.MapGet("/orders", List)</c>.</summary>
    public bool IsHandedOver(IMethodSymbol method, CancellationToken cancellationToken) =>
        hasRoutes
        && method.MethodKind == MethodKind.Ordinary
        && Callers.For(compilation).HandingOn(method, cancellationToken).Any(s => RequestDelegates.IsHandedOver(s.Operation, compilation));

    /// <summary>Whether a local function is handed on, so that the framework gives it its arguments.</summary>
    public bool IsHandedOver(ILocalFunctionOperation local) =>
        LocalValues.Root(local).DescendantsAndSelf().Any(o => o is IMethodReferenceOperation group && group.Method.Is(local.Symbol) && RequestDelegates.IsHandedOver(group, compilation));
}
