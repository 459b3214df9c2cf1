using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis;

/// <summary>Small questions about symbols that several parts of the vocabulary ask.</summary>
internal static class SymbolExtensions
{
    private static readonly ConditionalWeakTable<ITypeSymbol, string> Names = new();

    /// <summary>
    /// Whether both are the same thing, also where two projects look at it: a project that resolves some reference of another one differently
    /// has symbols of its own for what that one declares.
    /// </summary>
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        ReferenceEquals(symbol, other) ? symbol is not null : symbol is not null && (SymbolEqualityComparer.Default.Equals(symbol, other) || SymbolViews.AreOfOne(symbol, other));

    /// <summary>The name of the definition, by which types are told apart where symbols cannot: a type looks different to the projects that see it.</summary>
    public static string FullName(this ITypeSymbol type) => Names.GetValue(type.OriginalDefinition, t => t.ToDisplayString());

    /// <summary>Whether the definition of a type, without its type arguments, is <paramref name="definition"/>.</summary>
    public static bool IsConstructedFrom(this ITypeSymbol? type, INamedTypeSymbol? definition) =>
        definition is not null && type is INamedTypeSymbol named && IsOf(named, definition);

    /// <summary>Whether a type is, or derives from, a class, whatever its type arguments.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? definition)
    {
        for (var current = type; current is not null && definition is not null; current = current.BaseType)
        {
            if (IsOf(current, definition))
                return true;
        }

        return false;
    }

    /// <summary>The type itself, or the interface it implements, that is constructed from <paramref name="definition"/>.</summary>
    public static INamedTypeSymbol? AsConstructed(this ITypeSymbol? type, INamedTypeSymbol? definition)
    {
        if (Declared(type, definition) is not { } declared)
            return null;

        if (!IsConstructedAnew(declared, type!, out var constructed))
            return declared;

        return WithArguments(declared, constructed) ?? Implemented(constructed, definition!);
    }

    /// <summary>Whether a type is, or implements, an interface, whatever its type arguments. Makes no symbol, which <see cref="AsConstructed"/> may have to.</summary>
    public static bool Implements(this ITypeSymbol? type, INamedTypeSymbol? definition) => Declared(type, definition) is not null;

    /// <summary>The first type argument with which a type is, or implements, an interface: the element of a sequence. Makes no other symbol.</summary>
    public static ITypeSymbol? ArgumentOf(this ITypeSymbol? type, INamedTypeSymbol? definition)
    {
        if (Declared(type, definition) is not { } declared)
            return null;

        if (!IsConstructedAnew(declared, type!, out var constructed))
            return declared.TypeArguments[0];

        return HasArgumentsOf(declared, constructed)
            ? constructed.TypeArguments[((ITypeParameterSymbol)declared.TypeArguments[0]).Ordinal]
            : Implemented(constructed, definition!)?.TypeArguments[0];
    }

    /// <summary>The type itself, or the interface as its definition implements it: the interfaces of a definition are kept; those of what is constructed from it are made anew.</summary>
    private static INamedTypeSymbol? Declared(ITypeSymbol? type, INamedTypeSymbol? definition)
    {
        if (type is null || definition is null)
            return null;

        if (type is not INamedTypeSymbol named)
            return Implemented(type, definition);

        return IsOf(named, definition) ? named : Implemented(named.OriginalDefinition, definition);
    }

    /// <summary>Whether what a definition implements is not yet what a type constructed from it does.</summary>
    private static bool IsConstructedAnew(INamedTypeSymbol declared, ITypeSymbol type, out INamedTypeSymbol constructed)
    {
        constructed = (type as INamedTypeSymbol)!;
        return constructed is not null && !ReferenceEquals(declared, constructed) && declared.IsGenericType && !ReferenceEquals(constructed.OriginalDefinition, constructed);
    }

    private static INamedTypeSymbol? Implemented(ITypeSymbol type, INamedTypeSymbol definition)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (IsOf(implemented, definition))
                return implemented;
        }

        return null;
    }

    /// <summary>An interface of a definition, as a type constructed from it has it; null where the arguments are not simply those of the type.</summary>
    private static INamedTypeSymbol? WithArguments(INamedTypeSymbol implemented, INamedTypeSymbol constructed) => HasArgumentsOf(implemented, constructed)
        ? implemented.OriginalDefinition.Construct(implemented.TypeArguments.Select(a => constructed.TypeArguments[((ITypeParameterSymbol)a).Ordinal]).ToArray())
        : null;

    private static bool HasArgumentsOf(INamedTypeSymbol implemented, INamedTypeSymbol constructed) =>
        implemented.ContainingType is null
        && constructed.ContainingType is null
        && implemented.TypeArguments.All(a => a is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type, NullableAnnotation: not NullableAnnotation.Annotated });

    /// <summary>Whether a type is constructed from a definition. Names differ most often, and cost least.</summary>
    private static bool IsOf(ITypeSymbol type, INamedTypeSymbol definition) =>
        type.Name == definition.Name && type.OriginalDefinition.Is(definition);

    /// <summary>Whether a method is declared by a type, whatever the type arguments of both.</summary>
    public static bool IsMemberOf(this IMethodSymbol method, INamedTypeSymbol? type) =>
        type is not null && IsOf(method.ContainingType, type);

    /// <summary>All types of an assembly, nested ones too. The members of the types are not asked for, which would complete them all.</summary>
    public static IEnumerable<INamedTypeSymbol> AllTypes(this IAssemblySymbol assembly)
    {
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            var container = open.Pop();
            if (container is INamespaceSymbol space)
            {
                foreach (var inner in space.GetNamespaceMembers())
                    open.Push(inner);
            }

            foreach (var type in container.GetTypeMembers())
            {
                open.Push(type);
                yield return type;
            }
        }
    }

    /// <summary>Whether the first part of a namespace is one that Microsoft's own libraries are in.</summary>
    public static bool IsFramework(this INamespaceSymbol? declared)
    {
        while (declared is { ContainingNamespace.IsGlobalNamespace: false })
            declared = declared.ContainingNamespace;

        return declared?.Name is "System" or "Microsoft";
    }
}
