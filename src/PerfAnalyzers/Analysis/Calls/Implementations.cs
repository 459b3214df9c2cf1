using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Which classes of the solution, as far as this project sees it, stand behind an interface or an overridable member.
/// Classes that stand in for others in tests do not count.
/// </summary>
internal sealed class Implementations
{
    private static readonly ImmutableArray<string> DoubleNames = ImmutableArray.Create("Fake", "Mock", "Stub", "Dummy", "InMemory", "NoOp", "Noop", "Null", "Test");

    private readonly ImmutableArray<CompilationContext> projects;
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IMethodSymbol>> known = new(SymbolEqualityComparer.Default);

    private Implementations(CompilationContext compilation) => projects = SourceProjects.Of(compilation).ToImmutableArray();

    public static Implementations For(CompilationContext compilation) => compilation.Get(c => new Implementations(c));

    /// <summary>Every class and struct in source with a mark, but not those of test projects.</summary>
    public IEnumerable<INamedTypeSymbol> Marked(ClassMarks mark) => projects.SelectMany(p => SubtypeIndex.For(p).Marked(mark));

    /// <summary>Whether a call of the method may end up in another one.</summary>
    public static bool CanBeReplaced(IMethodSymbol method) =>
        method.ContainingType is { IsSealed: false } && (method.IsAbstract || method.IsVirtual || (method.IsOverride && !method.IsSealed));

    /// <summary>
    /// The methods in source that a call of <paramref name="method"/> may run, the method itself among them when it has code.
    /// Of a generic interface only the classes whose type arguments fit.
    /// </summary>
    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method)
    {
        var called = method.ReducedFrom ?? method;
        if (called.MethodKind == MethodKind.Constructor || !CanBeReplaced(called))
            return ImmutableArray.Create(called);

        return known.GetOrAdd(called, _ => Find(called));
    }

    /// <summary>The classes in source that derive from or implement a type, by the definition of the type.</summary>
    public IEnumerable<INamedTypeSymbol> Subtypes(INamedTypeSymbol type) => projects.SelectMany(p => SubtypeIndex.For(p).Of(type));

    private ImmutableArray<IMethodSymbol> Find(IMethodSymbol called)
    {
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (!called.IsAbstract)
            found.Add(called);

        foreach (var type in Subtypes(called.ContainingType))
        {
            if (IsDouble(type) || Implementation(type, called) is not { } method || method.IsAbstract)
                continue;

            if (!found.Any(m => m.OriginalDefinition.Is(method.OriginalDefinition)))
                found.Add(method);
        }

        return found.ToImmutable();
    }

    private static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol called)
    {
        if (called.ContainingType.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (implemented.OriginalDefinition.Is(called.ContainingType.OriginalDefinition) && Fits(implemented, called.ContainingType))
                    return Counterpart(implemented, called) is { } member && type.FindImplementationForInterfaceMember(member) is IMethodSymbol found ? MostDerived(type, found) : null;
            }

            return null;
        }

        return Override(type, called);
    }

    /// <summary>What an abstract or virtual method becomes in a class.</summary>
    private static IMethodSymbol MostDerived(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var current = type; current is not null && CanBeReplaced(method) && !current.OriginalDefinition.Is(method.ContainingType.OriginalDefinition); current = current.BaseType)
        {
            if (Override(current, method) is { } found)
                return found;
        }

        return method;
    }

    private static IMethodSymbol? Override(INamedTypeSymbol type, IMethodSymbol method) =>
        type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m => Overrides(m, method.OriginalDefinition));

    private static IMethodSymbol? Counterpart(INamedTypeSymbol implemented, IMethodSymbol called)
    {
        if (called.AssociatedSymbol is IPropertySymbol property)
        {
            var own = implemented.GetMembers(property.Name).OfType<IPropertySymbol>().FirstOrDefault(p => p.OriginalDefinition.Is(property.OriginalDefinition));
            return called.MethodKind == MethodKind.PropertyGet ? own?.GetMethod : own?.SetMethod;
        }

        return implemented.GetMembers(called.Name).OfType<IMethodSymbol>().FirstOrDefault(m => m.OriginalDefinition.Is(called.OriginalDefinition));
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol called)
    {
        for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (current.OriginalDefinition.Is(called))
                return true;
        }

        return false;
    }

    /// <summary>Whether a class for one type argument can be meant where another, or an open one, is written.</summary>
    private static bool Fits(INamedTypeSymbol implemented, INamedTypeSymbol called)
    {
        for (var i = 0; i < implemented.TypeArguments.Length; i++)
        {
            var own = implemented.TypeArguments[i];
            var asked = called.TypeArguments[i];
            if (own is not ITypeParameterSymbol && asked is not ITypeParameterSymbol && IsPlain(own) && IsPlain(asked) && !own.Is(asked))
                return false;
        }

        return true;
    }

    private static bool IsPlain(ITypeSymbol type) => type is INamedTypeSymbol { IsGenericType: false };

    private static bool IsDouble(INamedTypeSymbol type)
    {
        foreach (var name in DoubleNames)
        {
            if (type.Name.StartsWith(name, StringComparison.Ordinal) && type.Name.Length > name.Length && char.IsUpper(type.Name[name.Length]))
                return true;
        }

        return false;
    }
}
