namespace PerfAnalyzers.Analysis.Declarations;

/// <summary>A type by name, to be found again in another compilation.</summary>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="MetadataName">Namespace, containing types and number of type parameters included.</param>
internal readonly record struct TypeKey(string Assembly, string MetadataName)
{
    public static TypeKey Of(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;

        return new TypeKey(
            type.ContainingAssembly?.Name ?? "",
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name);
    }

    /// <summary>The type as a compilation, or a project that it references as source, sees it; null when it is gone.</summary>
    public INamedTypeSymbol? In(CompilationContext compilation) => compilation.Get(c => new Assemblies(c)).Find(Assembly)?.GetTypeByMetadataName(MetadataName);

    private sealed class Assemblies
    {
        private readonly Dictionary<string, IAssemblySymbol> byName = new(StringComparer.Ordinal);

        public Assemblies(CompilationContext compilation)
        {
            var projects = Calls.SourceProjects.Of(compilation);
            foreach (var project in projects)
                Add(project.Compilation.Assembly);

            foreach (var project in projects)
            {
                foreach (var reference in project.Compilation.SourceModule.ReferencedAssemblySymbols)
                    Add(reference);
            }
        }

        public IAssemblySymbol? Find(string name) => byName.TryGetValue(name, out var assembly) ? assembly : null;

        private void Add(IAssemblySymbol assembly)
        {
            if (!byName.ContainsKey(assembly.Name))
                byName.Add(assembly.Name, assembly);
        }
    }
}
