namespace PerfAnalyzers.Analysis;

/// <summary>
/// Tells what two projects see as two symbols and is one. A project that resolves some reference of another project to another version or
/// framework gets copies of all symbols of that project (the compiler calls them retargeted), which are never equal to the ones that the other
/// has itself. What they share is the place in the source.
/// </summary>
internal static class SymbolViews
{
    /// <summary>Equality of symbols that come from several projects.</summary>
    public static IEqualityComparer<ISymbol> Comparer { get; } = new ViewComparer();

    /// <summary>Whether two symbols that are not equal are views of one.</summary>
    public static bool AreOfOne(ISymbol symbol, ISymbol? other) =>
        symbol.Kind is SymbolKind.NamedType or SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event or SymbolKind.Parameter or SymbolKind.TypeParameter
        && symbol.Kind == other?.Kind
        && symbol.Name == other.Name
        && symbol.ContainingAssembly is { } own
        && other.ContainingAssembly is { } others
        && !ReferenceEquals(own, others)
        && IsSameDefinition(symbol.OriginalDefinition, other.OriginalDefinition)
        && HasSameArguments(symbol, other);

    private static bool IsSameDefinition(ISymbol one, ISymbol other)
    {
        var (places, others) = (one.DeclaringSyntaxReferences, other.DeclaringSyntaxReferences);
        if (!places.IsEmpty || !others.IsEmpty)
            return !places.IsEmpty && !others.IsEmpty && places[0].SyntaxTree == others[0].SyntaxTree && places[0].Span == others[0].Span;

        // The same library in two versions, or in two assemblies of two frameworks.
        return (one, other) switch
        {
            (INamedTypeSymbol type, INamedTypeSymbol copy) => type.FullName() == copy.FullName(),
            (IMethodSymbol method, IMethodSymbol copy) =>
                method.Arity == copy.Arity
                && method.Parameters.Length == copy.Parameters.Length
                && method.ContainingType.Is(copy.ContainingType)
                && method.Parameters.Zip(copy.Parameters, (a, b) => a.Type.ToDisplayString() == b.Type.ToDisplayString()).All(same => same),
            (IParameterSymbol parameter, IParameterSymbol copy) => parameter.Ordinal == copy.Ordinal && parameter.ContainingSymbol.Is(copy.ContainingSymbol),
            (IPropertySymbol or IFieldSymbol or IEventSymbol, _) => one.ContainingType.Is(other.ContainingType),
            _ => false,
        };
    }

    private static bool HasSameArguments(ISymbol one, ISymbol other) => (one, other) switch
    {
        (INamedTypeSymbol type, INamedTypeSymbol copy) => AreSame(type.TypeArguments, copy.TypeArguments) && (type.ContainingType is null || type.ContainingType.Is(copy.ContainingType)),
        (IMethodSymbol method, IMethodSymbol copy) => AreSame(method.TypeArguments, copy.TypeArguments) && HasSameArguments(method.ContainingType, copy.ContainingType),
        (IPropertySymbol or IFieldSymbol or IEventSymbol, _) => HasSameArguments(one.ContainingType, other.ContainingType),
        _ => true,
    };

    private static bool AreSame(ImmutableArray<ITypeSymbol> own, ImmutableArray<ITypeSymbol> others)
    {
        if (own.Length != others.Length)
            return false;

        for (var i = 0; i < own.Length; i++)
        {
            // A definition has its own parameters as arguments, which were compared with it.
            if (!(own[i] is ITypeParameterSymbol parameter && others[i] is ITypeParameterSymbol other && parameter.Ordinal == other.Ordinal) && !own[i].Is(others[i]))
                return false;
        }

        return true;
    }

    private sealed class ViewComparer : IEqualityComparer<ISymbol>
    {
        public bool Equals(ISymbol? x, ISymbol? y) => ReferenceEquals(x, y) || x.Is(y);

        public int GetHashCode(ISymbol obj) => StringComparer.Ordinal.GetHashCode(obj.Name);
    }
}
