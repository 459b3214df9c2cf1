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
    private readonly ConcurrentDictionary<(ISymbol Method, ISymbol? Receiver), Candidates> known = new();
    private readonly ConcurrentDictionary<ISymbol, bool> replaceable = new(SymbolEqualityComparer.Default);

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
    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method) => Of(method, receiver: null).Methods;

    /// <summary>The same for a call on an object of which more is known than who declares the method: only the classes from there on.</summary>
    /// <param name="method">The method as the call names it.</param>
    /// <param name="receiver">The type of the object, as far as the call or those before it show; null when it adds nothing.</param>
    public Candidates Of(IMethodSymbol method, INamedTypeSymbol? receiver)
    {
        var called = method.ReducedFrom ?? method;
        var type = IsBelow(receiver, called.ContainingType) ? receiver!.OriginalDefinition : null;
        if (called.MethodKind == MethodKind.Constructor || !CanBeReplaced(called))
            return new Candidates(ImmutableArray.Create(called), ImmutableArray.Create(type is null ? null : Carried(called, type)));

        return known.GetOrAdd((called, type), key => Find(called, type));
    }

    /// <summary>The classes in source that derive from or implement a type, by the definition of the type.</summary>
    public IEnumerable<INamedTypeSymbol> Subtypes(INamedTypeSymbol type) => projects.SelectMany(p => SubtypeIndex.For(p).Of(type));

    /// <summary>What classes of the solution put in place of a method of a class in a library.</summary>
    public IEnumerable<IMethodSymbol> OverridesOf(IMethodSymbol method) =>
        projects.SelectMany(p => SubtypeIndex.For(p) is var index && method.ContainingNamespace.IsFramework() ? index.OfFramework(method.ContainingType) : index.Of(method.ContainingType))
            .Where(type => !IsDouble(type))
            .Select(type => Override(type, method))
            .OfType<IMethodSymbol>();

    private Candidates Find(IMethodSymbol called, INamedTypeSymbol? receiver)
    {
        var found = new List<(IMethodSymbol Method, INamedTypeSymbol? Object)>();
        if (receiver is { TypeKind: TypeKind.Class })
            Add(Own(receiver, called), receiver);
        else if (!called.IsAbstract)
            Add(called, null);

        foreach (var type in Subtypes(receiver ?? called.ContainingType))
        {
            if (!IsDouble(type))
                Add(Implementation(type, called), type);
        }

        return new Candidates(
            found.Select(f => f.Method).ToImmutableArray(),
            found.Select(f => f.Object is null ? null : Carried(f.Method, f.Object)).ToImmutableArray());

        void Add(IMethodSymbol? method, INamedTypeSymbol? type)
        {
            if (method is null or { IsAbstract: true })
                return;

            var index = found.FindIndex(f => f.Method.OriginalDefinition.Is(method.OriginalDefinition));
            if (index < 0)
                found.Add((method, type));
            else if (found[index].Object is { } known && !(type is not null && type.DerivesFrom(known)))
                found[index] = (found[index].Method, known.DerivesFrom(type) ? type : null);
        }
    }

    /// <summary>The class of the object, where the code of a method that it inherits may ask for what its class has replaced.</summary>
    private INamedTypeSymbol? Carried(IMethodSymbol method, INamedTypeSymbol type) =>
        !method.IsStatic && type.TypeKind == TypeKind.Class && !method.ContainingType.OriginalDefinition.Is(type) && HasReplaceable(method.ContainingType.OriginalDefinition) ? type : null;

    private bool HasReplaceable(INamedTypeSymbol type) => replaceable.GetOrAdd(
        type,
        _ => type.GetMembers().Any(m => m is IMethodSymbol method && CanBeReplaced(method) && !method.DeclaringSyntaxReferences.IsEmpty)
            || (type.BaseType is { SpecialType: SpecialType.None } parent && HasReplaceable(parent.OriginalDefinition)));

    private static bool IsBelow(INamedTypeSymbol? type, INamedTypeSymbol declaring) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Interface }
        && !type.OriginalDefinition.Is(declaring.OriginalDefinition)
        && (declaring.TypeKind == TypeKind.Interface
            ? type.AllInterfaces.Any(i => i.OriginalDefinition.Is(declaring.OriginalDefinition))
            : type.DerivesFrom(declaring.OriginalDefinition));

    /// <summary>What a method is in a class: its own, or the one that it inherits.</summary>
    private static IMethodSymbol? Own(INamedTypeSymbol type, IMethodSymbol called) =>
        called.ContainingType.TypeKind == TypeKind.Interface ? Implementation(type, called) : MostDerived(type, called);

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
            if (type.Name.StartsWith(name, StringComparison.Ordinal) && type.Name.Length > name.Length && !char.IsLower(type.Name[name.Length]))
                return true;
        }

        return false;
    }

    /// <summary>What a call may run.</summary>
    /// <param name="Methods">The methods.</param>
    /// <param name="Objects">Beside each the class of the object it runs on, or one below; null where that is no more than the class that declares it.</param>
    internal sealed record Candidates(ImmutableArray<IMethodSymbol> Methods, ImmutableArray<INamedTypeSymbol?> Objects);
}
