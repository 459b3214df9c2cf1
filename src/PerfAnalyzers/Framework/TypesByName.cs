using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Framework;

/// <summary>
/// The types of some assemblies by their metadata names. Asks the namespaces, which know their types by name; a compilation would ask every
/// reference for each of hundreds of names.
/// </summary>
internal sealed class TypesByName
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, List<WeakReference<TypesByName>>> Known = new();

    private readonly ImmutableArray<IAssemblySymbol> assemblies;
    private readonly ConcurrentDictionary<string, ImmutableArray<INamedTypeSymbol>> types = new(TypeNameComparer.Instance);
    private readonly ConcurrentDictionary<string, ImmutableArray<INamespaceSymbol>> namespaces = new(StringComparer.Ordinal);

    public TypesByName(ImmutableArray<IAssemblySymbol> assemblies)
    {
        this.assemblies = assemblies;
        namespaces[""] = ImmutableArray.CreateRange<IAssemblySymbol, INamespaceSymbol>(assemblies, assembly => assembly.GlobalNamespace);
    }

    /// <summary>
    /// Those of compiled assemblies, which compilations share. An editor makes a new compilation with each keystroke, and all of them have the
    /// same references: to ask these for the same names again was a fifth of what an edit took. What is made here is held by who
    /// asked for it, and goes with the last of them.
    /// </summary>
    public static TypesByName Shared(ImmutableArray<IAssemblySymbol> compiled)
    {
        if (compiled.IsEmpty)
            return new TypesByName(compiled);

        // The last one, as the first is the core library, which all projects have.
        var ofProjects = Known.GetOrCreateValue(compiled[compiled.Length - 1]);
        lock (ofProjects)
        {
            foreach (var reference in ofProjects)
            {
                if (reference.TryGetTarget(out var known) && Same(known.assemblies, compiled))
                    return known;
            }

            ofProjects.RemoveAll(reference => !reference.TryGetTarget(out _));
            var made = new TypesByName(compiled);
            ofProjects.Add(new WeakReference<TypesByName>(made));
            return made;
        }
    }

    /// <returns>The types with this metadata name, in the order of their assemblies; none when nobody declares it.</returns>
    public ImmutableArray<INamedTypeSymbol> Find(string metadataName) => types.GetOrAdd(metadataName, FindTypes);

    private static bool Same(ImmutableArray<IAssemblySymbol> one, ImmutableArray<IAssemblySymbol> other)
    {
        if (one.Length != other.Length)
            return false;

        for (var i = 0; i < one.Length; i++)
        {
            if (!ReferenceEquals(one[i], other[i]))
                return false;
        }

        return true;
    }

    private ImmutableArray<INamedTypeSymbol> FindTypes(string metadataName)
    {
        var nested = metadataName.Split('+');
        var dot = nested[0].LastIndexOf('.');
        var name = nested[0].Substring(dot + 1);
        var found = NamespacesOf(dot < 0 ? "" : nested[0].Substring(0, dot)).SelectMany(space => TypesOf(space, name));
        foreach (var inner in nested.Skip(1))
            found = found.SelectMany(type => TypesOf(type, inner));

        return found.ToImmutableArray();
    }

    /// <summary>The parts of a namespace that the assemblies have.</summary>
    private ImmutableArray<INamespaceSymbol> NamespacesOf(string name) => namespaces.GetOrAdd(name, FindNamespaces);

    private ImmutableArray<INamespaceSymbol> FindNamespaces(string name)
    {
        var dot = name.LastIndexOf('.');
        var last = name.Substring(dot + 1);
        return NamespacesOf(dot < 0 ? "" : name.Substring(0, dot)).SelectMany(parent => parent.GetMembers(last)).OfType<INamespaceSymbol>().ToImmutableArray();
    }

    private static ImmutableArray<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container, string metadataName)
    {
        var tick = metadataName.LastIndexOf('`');
        return tick < 0
            ? container.GetTypeMembers(metadataName, 0)
            : container.GetTypeMembers(metadataName.Substring(0, tick), int.Parse(metadataName.Substring(tick + 1), CultureInfo.InvariantCulture));
    }
}
