namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The classes of one project by what they derive from and implement; built once, for all projects that reference it.</summary>
internal sealed class SubtypeIndex
{
    private readonly Dictionary<ISymbol, List<INamedTypeSymbol>> subtypes = new(SymbolEqualityComparer.Default);

    private SubtypeIndex(CompilationContext compilation)
    {
        Classes = ClassesIn(compilation.Compilation.Assembly.GlobalNamespace).ToImmutableArray();
        foreach (var type in Classes)
        {
            foreach (var implemented in type.AllInterfaces)
                Add(implemented, type);

            for (var parent = type.BaseType; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
                Add(parent, type);
        }
    }

    /// <summary>Every class and struct of the project.</summary>
    public ImmutableArray<INamedTypeSymbol> Classes { get; }

    public static SubtypeIndex For(CompilationContext project) => project.Get(c => new SubtypeIndex(c));

    /// <summary>The classes that derive from or implement a type, by the definition of the type.</summary>
    public IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol type) =>
        subtypes.TryGetValue(type.OriginalDefinition, out var found) ? found : Array.Empty<INamedTypeSymbol>();

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

    private void Add(INamedTypeSymbol parent, INamedTypeSymbol type)
    {
        // Nobody asks who implements IDisposable.
        if (parent.DeclaringSyntaxReferences.IsEmpty && IsFramework(parent))
            return;

        if (!subtypes.TryGetValue(parent.OriginalDefinition, out var types))
            subtypes.Add(parent.OriginalDefinition, types = new List<INamedTypeSymbol>());

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
}
