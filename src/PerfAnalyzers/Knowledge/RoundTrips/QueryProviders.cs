namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>How a library beside Entity Framework is asked with the operators of LINQ.</summary>
/// <param name="Operators">The classes that declare the awaitable operators, one for each time they were moved.</param>
/// <param name="Makers">The names of the members that hand out a query.</param>
internal sealed record QueryProvider(ImmutableArray<string> Operators, ImmutableArray<string> Makers);

/// <summary>Tells which library a query belongs to, where that is none of Entity Framework's.</summary>
internal sealed class QueryProviders
{
    private readonly ImmutableArray<(RoundTripLibrary Library, IAssemblySymbol Assembly)> providers;
    private readonly INamedTypeSymbol? queryable;
    private readonly CompilationContext compilation;

    private QueryProviders(CompilationContext compilation)
    {
        this.compilation = compilation;
        queryable = compilation.Type(TypeNames.System.QueryableOfT);
        providers = RoundTripTable.Libraries
            .Where(l => l.Provider is not null)
            .Select(l => (Library: l, Assembly: compilation.Type(l.Gate)?.ContainingAssembly))
            .Where(p => p.Assembly is not null)
            .Select(p => (p.Library, p.Assembly!))
            .ToImmutableArray();
    }

    /// <summary>Whether no such library is referenced.</summary>
    public bool IsEmpty => providers.IsEmpty;

    /// <summary>The library that a query belongs to of which nothing is known, where Entity Framework is not referenced.</summary>
    public RoundTripLibrary? First => providers.IsEmpty ? null : providers[0].Library;

    /// <summary>The names of the members that hand out queries of what is referenced.</summary>
    public IEnumerable<string> Makers => providers.SelectMany(p => p.Library.Provider!.Makers);

    public static QueryProviders For(CompilationContext compilation) => compilation.Get(c => new QueryProviders(c));

    /// <summary>The library that a query comes from: it declares its type, or the member that hands it out; null for any other.</summary>
    public RoundTripLibrary? Of(IOperation value)
    {
        if (providers.IsEmpty || !IsQuery(value.Type))
            return null;

        var made = value switch
        {
            IInvocationOperation call => call.TargetMethod.ContainingAssembly,
            IPropertyReferenceOperation property => property.Property.ContainingAssembly,
            _ => null,
        };
        return Declaring(value.Type!.OriginalDefinition.ContainingAssembly) ?? Declaring(made);
    }

    /// <summary>The classes that declare the awaitable operators of a library.</summary>
    public ImmutableArray<INamedTypeSymbol> OperatorsOf(RoundTripLibrary library) =>
        library.Provider is { } provider ? provider.Operators.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray() : ImmutableArray<INamedTypeSymbol>.Empty;

    private RoundTripLibrary? Declaring(IAssemblySymbol? assembly)
    {
        foreach (var provider in providers)
        {
            if (SymbolEqualityComparer.Default.Equals(provider.Assembly, assembly))
                return provider.Library;
        }

        return null;
    }

    private bool IsQuery(ITypeSymbol? type) =>
        type is not null && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, queryable) || type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, queryable)));
}
