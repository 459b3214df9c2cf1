using System.Collections.Concurrent;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Which classes of the solution, as far as this project sees it, stand behind an interface or an overridable member.
/// Classes that stand in for others in tests do not count.
/// </summary>
internal sealed class Implementations
{
    private static readonly ImmutableArray<string> DoubleNames = ImmutableArray.Create("Fake", "Mock", "Stub", "Dummy", "InMemory", "NoOp", "Noop", "Null", "Test");

    private readonly CompilationContext compilation;
    private readonly Lazy<Dictionary<ISymbol, List<INamedTypeSymbol>>> subtypes;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> classes;
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IMethodSymbol>> known = new(SymbolEqualityComparer.Default);

    private Implementations(CompilationContext compilation)
    {
        this.compilation = compilation;
        classes = new(() => SourceAssemblies().SelectMany(a => ClassesIn(a.GlobalNamespace)).ToImmutableArray());
        subtypes = new(Collect);
    }

    public static Implementations For(CompilationContext compilation) => compilation.Get(c => new Implementations(c));

    /// <summary>Every class and struct in source, but not those of test projects.</summary>
    public ImmutableArray<INamedTypeSymbol> Classes => classes.Value;

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
    public IReadOnlyList<INamedTypeSymbol> Subtypes(INamedTypeSymbol type) =>
        subtypes.Value.TryGetValue(type.OriginalDefinition, out var found) ? found : Array.Empty<INamedTypeSymbol>();

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

    private Dictionary<ISymbol, List<INamedTypeSymbol>> Collect()
    {
        var found = new Dictionary<ISymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        foreach (var type in Classes)
        {
            foreach (var implemented in type.AllInterfaces)
                Add(found, implemented, type);

            for (var parent = type.BaseType; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
                Add(found, parent, type);
        }

        return found;
    }

    private IEnumerable<IAssemblySymbol> SourceAssemblies()
    {
        yield return compilation.Compilation.Assembly;
        foreach (var reference in compilation.Compilation.References.OfType<CompilationReference>())
        {
            if (compilation.Compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly && !IsTestAssembly(reference.Compilation))
                yield return assembly;
        }
    }

    private static bool IsTestAssembly(Compilation project) => project.ReferencedAssemblyNames.Any(name => TypeNames.TestAssemblies.Contains(name.Name));

    private static IEnumerable<INamedTypeSymbol> ClassesIn(INamespaceSymbol root)
    {
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(root);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                if (member is INamespaceSymbol space)
                    open.Push(space);

                if (member is INamedTypeSymbol type)
                    open.Push(type);

                if (member is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } found)
                    yield return found;
            }
        }
    }

    private static void Add(Dictionary<ISymbol, List<INamedTypeSymbol>> found, INamedTypeSymbol parent, INamedTypeSymbol type)
    {
        // Nobody asks who implements IDisposable.
        if (parent.DeclaringSyntaxReferences.IsEmpty && IsFramework(parent))
            return;

        if (!found.TryGetValue(parent.OriginalDefinition, out var types))
            found.Add(parent.OriginalDefinition, types = new List<INamedTypeSymbol>());

        if (types.Count == 0 || !types[types.Count - 1].Is(type))
            types.Add(type);
    }

    private static bool IsFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;

        return space.Name is "System" or "Microsoft";
    }

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
