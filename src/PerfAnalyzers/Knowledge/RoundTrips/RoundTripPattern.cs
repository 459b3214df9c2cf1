namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>A row about methods that have no name of their own in the library: users or generators declare them.</summary>
internal sealed record RoundTripPattern(RoundTripRow Row, INamedTypeSymbol Type, ImmutableArray<ISymbol> Marks)
{
    public bool Fits(IMethodSymbol method) => Row.Scope switch
    {
        RoundTripScope.Attributed => method.GetAttributes().Any(a => IsOrDerives(a.AttributeClass)),
        RoundTripScope.DerivedTypes => method is { IsStatic: false, MethodKind: MethodKind.Ordinary }
            && IsOrDerives(method.ContainingType.BaseType)
            && (IsMark(method.ReturnType) || method.Parameters.Any(p => IsMark(p.Type))),
        _ => false,
    };

    private bool IsMark(ITypeSymbol type) => Marks.Contains(type.OriginalDefinition, SymbolEqualityComparer.Default);

    private bool IsOrDerives(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, Type))
                return true;
        }

        return false;
    }
}
