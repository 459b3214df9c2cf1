namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Tells which methods have their parameters from a library: they implement its interface, or override what it declares.</summary>
internal static class DictatedSignature
{
    public static bool Is(IMethodSymbol method)
    {
        var declared = MethodBodies.Declared(method);
        for (var current = declared.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (current.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
                return true;
        }

        return Interface(declared) is not null;
    }

    /// <summary>The interface of a library that a method implements; null when there is none.</summary>
    public static INamedTypeSymbol? Interface(IMethodSymbol method)
    {
        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            if (!implemented.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
                continue;

            foreach (var declared in implemented.GetMembers(method.Name))
            {
                if (method.ContainingType.FindImplementationForInterfaceMember(declared).Is(method))
                    return implemented;
            }
        }

        return method.ExplicitInterfaceImplementations.Select(i => i.ContainingType).FirstOrDefault(i => i.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty);
    }
}
