using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Framework;

/// <summary>
/// Tells lambdas and local functions that serve requests from the start-up code they are written in. An endpoint or a
/// middleware registered in Main runs once per request; what is handed to the container or to options does not.
/// </summary>
internal static class RequestDelegates
{
    /// <summary>Whether a function around the operation is handed to the web framework to run per request.</summary>
    public static bool Surround(IOperation operation, CompilationContext compilation) =>
        Surround(operation, compilation, ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default));

    private static bool Surround(IOperation operation, CompilationContext compilation, ImmutableHashSet<ISymbol> visited)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation && IsHandedOver(current, compilation))
                return true;

            if (current is ILocalFunctionOperation local
                && !visited.Contains(local.Symbol)
                && IsUsedPerRequest(local, compilation, visited.Add(local.Symbol)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUsedPerRequest(ILocalFunctionOperation local, CompilationContext compilation, ImmutableHashSet<ISymbol> visited)
    {
        IOperation root = local;
        while (root.Parent is { } parent)
            root = parent;

        foreach (var operation in root.Descendants())
        {
            var uses = operation switch
            {
                IMethodReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Method, local.Symbol),
                IInvocationOperation call => SymbolEqualityComparer.Default.Equals(call.TargetMethod, local.Symbol),
                _ => false,
            };
            if (uses && (IsHandedOver(operation, compilation) || Surround(operation, compilation, visited)))
                return true;
        }

        return false;
    }

    public static bool IsHandedOver(IOperation function, CompilationContext compilation)
    {
        var current = function.Parent;
        for (; current is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation; current = current.Parent)
        {
            if (current.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type && TakesRequest(type, compilation))
                return true;
        }

        return current is IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call }
            && SymbolEqualityComparer.Default.Equals(parameter.Type, compilation.Type(TypeNames.System.Delegate))
            && MapsEndpoints(call.TargetMethod, compilation);
    }

    /// <summary>A delegate that is given a request, or anything that is made per request, runs once for each.</summary>
    private static bool TakesRequest(INamedTypeSymbol type, CompilationContext compilation)
    {
        foreach (var parameter in type.DelegateInvokeMethod?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            for (var current = parameter.Type; current is not null; current = current.BaseType)
            {
                foreach (var name in TypeNames.AspNetCore.RequestTypes)
                {
                    if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, compilation.Type(name)))
                        return true;
                }
            }
        }

        return false;
    }

    /// <summary>MapGet and its kin, and the wrappers around them that applications write.</summary>
    private static bool MapsEndpoints(IMethodSymbol method, CompilationContext compilation)
    {
        var routes = compilation.Type(TypeNames.AspNetCore.EndpointRouteBuilder);
        var declared = method.ReducedFrom ?? method;
        return routes is not null
            && (Builds(declared.ContainingType, routes) || declared.Parameters.Any(p => Builds(p.Type, routes)));
    }

    private static bool Builds(ITypeSymbol type, INamedTypeSymbol routes) =>
        SymbolEqualityComparer.Default.Equals(type, routes) || type.AllInterfaces.Contains(routes, SymbolEqualityComparer.Default);
}
