using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// The entities that a compilation can see and how they lead to each other: from its own source, from projects referenced as
/// source, and, by conventions and attributes alone, from assemblies. Unknown is never taken for absent.
/// </summary>
internal sealed class Entities
{
    private readonly CompilationContext compilation;
    private readonly Lazy<ImmutableArray<ModelConfiguration>> projects;
    private readonly Lazy<Members> members;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> answers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<Navigation>> navigations = new(SymbolEqualityComparer.Default);

    private Entities(CompilationContext compilation)
    {
        this.compilation = compilation;
        projects = new(ReadProjects);
        members = new(() => ProjectFacts.Get(compilation, _ => new Members(CollectMembers())));
    }

    public static Entities For(CompilationContext compilation) => compilation.Get(c => new Entities(c));

    /// <summary>Whether the code that configures the model can be seen.</summary>
    public bool IsConfigurationVisible => projects.Value.Any(p => p.HasContext);

    /// <summary>All that are known.</summary>
    public IEnumerable<INamedTypeSymbol> All => members.Value.ByName.Values.Select(k => k.In(compilation)).OfType<INamedTypeSymbol>();

    /// <summary>Members that an index starts with on entities that cannot be told.</summary>
    public IEnumerable<string> IndexedAnywhere => projects.Value.SelectMany(p => p.IndexedAnywhere);

    /// <summary>Whether migrations are made from the model.</summary>
    public bool HasSnapshot => projects.Value.Any(p => p.HasSnapshot);

    /// <summary>Whether configuration code or a snapshot speaks of any index.</summary>
    public bool SpeaksOfIndexes => projects.Value.Any(p => p.SpeaksOfIndexes);

    /// <summary>Whether code makes indexes of members that cannot be read.</summary>
    public bool HasUnreadIndexes => projects.Value.Any(p => p.HasUnreadIndexes);

    /// <summary>Whether the type is an entity with rows and a key of its own, as far as that can be told.</summary>
    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }
        && answers.GetOrAdd(type, t => EntityTypes.WithBases((INamedTypeSymbol)t).Any(b => members.Value.ByName.ContainsKey(EntityTypes.Name(b))));

    /// <summary>What the code says about an entity, the most derived type first.</summary>
    public IEnumerable<EntityConfiguration> Configurations(INamedTypeSymbol entity)
    {
        foreach (var type in EntityTypes.WithBases(entity))
        {
            var name = EntityTypes.Name(type);
            foreach (var project in projects.Value)
            {
                if (project.Find(name) is { } configuration)
                    yield return configuration;
            }
        }
    }

    /// <summary>The navigation that a property is, or null when it is none or that is not known.</summary>
    public Navigation? Navigation(ITypeSymbol? entity, IPropertySymbol property)
    {
        if (entity is not INamedTypeSymbol named || EntityTypes.Target(property, compilation, out _) is not { } target || !Contains(named) || !Contains(target))
            return null;

        foreach (var navigation in Navigations(named))
        {
            if (navigation.Property.Name == property.Name)
                return navigation;
        }

        return null;
    }

    /// <summary>All navigations of an entity, with those of its bases.</summary>
    public ImmutableArray<Navigation> Navigations(INamedTypeSymbol entity) => navigations.GetOrAdd(entity, FindNavigations);

    /// <summary>The names under which contexts expose the set of an entity or of one of its bases.</summary>
    public IEnumerable<string> SetNames(INamedTypeSymbol entity) =>
        from type in EntityTypes.WithBases(entity)
        let name = EntityTypes.Name(type)
        from project in projects.Value
        where project.SetNames.ContainsKey(name)
        from set in project.SetNames[name]
        select set;

    /// <summary>Whether a type stands outside of the model although a property leads to it.</summary>
    public bool IsExcluded(INamedTypeSymbol type)
    {
        var name = EntityTypes.Name(type);
        return EntityTypes.IsStoredInOwner(type) || projects.Value.Any(p => p.NoEntities.Contains(name));
    }

    private ImmutableArray<Navigation> FindNavigations(INamedTypeSymbol entity)
    {
        var found = ImmutableArray.CreateBuilder<Navigation>();
        var configurations = Configurations(entity).ToArray();
        foreach (var property in EntityTypes.Properties(entity))
        {
            if (EntityTypes.Target(property, compilation, out var isCollection) is not { } target
                || !EntityTypes.IsMapped(property, isCollection)
                || configurations.Any(c => c.NotNavigations.Contains(property.Name))
                || !Contains(target)
                || IsExcluded(target))
            {
                continue;
            }

            found.Add(new Navigation(entity, property, target, isCollection)
            {
                AutoInclude = configurations.Any(c => c.AutoIncluded.Contains(property.Name)) ? AutoInclude.Yes
                    : IsConfigurationVisible && !projects.Value.Any(p => p.AutoIncludesUnnamed) ? AutoInclude.No
                    : AutoInclude.Unknown,
                LazyLoading = LazyLoadingFacts.For(compilation).Of(entity, property),
            });
        }

        return found.ToImmutable();
    }

    private ImmutableArray<ModelConfiguration> ReadProjects()
    {
        var found = ImmutableArray.CreateBuilder<ModelConfiguration>();
        foreach (var project in SourceProjects.Of(compilation))
            found.Add(ModelConfiguration.Of(project));

        return found.ToImmutable();
    }

    /// <summary>The entities that sets and configuration name, and those that navigations lead to from there.</summary>
    private Dictionary<string, TypeKey> CollectMembers()
    {
        var known = new Dictionary<string, TypeKey>(StringComparer.Ordinal);
        var open = new Stack<INamedTypeSymbol>(projects.Value.SelectMany(p => p.Roots.Values).Select(k => k.In(compilation)).OfType<INamedTypeSymbol>().Concat(RootsInAssemblies()));
        while (open.Count > 0)
        {
            var entity = open.Pop();
            if (IsExcluded(entity) || known.ContainsKey(EntityTypes.Name(entity)))
                continue;

            known.Add(EntityTypes.Name(entity), TypeKey.Of(entity.OriginalDefinition));
            var configurations = Configurations(entity).ToArray();
            foreach (var property in EntityTypes.Properties(entity))
            {
                if (EntityTypes.Target(property, compilation, out var isCollection) is { } target
                    && EntityTypes.IsMapped(property, isCollection)
                    && !configurations.Any(c => c.NotNavigations.Contains(property.Name))
                    && CanBeReached(target, entity))
                {
                    open.Push(target);
                }
            }
        }

        return known;
    }

    /// <summary>Whether a navigation makes its target an entity: a class of the same authors, with a key of its own.</summary>
    private bool CanBeReached(INamedTypeSymbol target, INamedTypeSymbol from) =>
        (!target.DeclaringSyntaxReferences.IsEmpty || target.ContainingAssembly.Is(from.ContainingAssembly))
        && target.TypeParameters.IsEmpty
        && !IsExcluded(target)
        && EntityKeys.For(compilation).Of(target) is not null;

    /// <summary>Sets of contexts that come as assemblies. Those of the platform are not looked through.</summary>
    private IEnumerable<INamedTypeSymbol> RootsInAssemblies()
    {
        if (compilation.Type(TypeNames.EfCore.DbContext) is not { } dbContext)
            yield break;

        foreach (var assembly in compilation.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (IsPlatform(assembly) || compilation.Compilation.GetMetadataReference(assembly) is CompilationReference
                || !assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == dbContext.ContainingAssembly.Name)))
            {
                continue;
            }

            foreach (var type in assembly.AllTypes())
            {
                if (type.DerivesFrom(dbContext))
                {
                    foreach (var set in ModelConfiguration.SetsOf(type, compilation))
                        yield return set.Entity;
                }
            }
        }
    }

    private static bool IsPlatform(IAssemblySymbol assembly) =>
        assembly.Name.StartsWith("System", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    /// <summary>The entities by their full names.</summary>
    private sealed record Members(Dictionary<string, TypeKey> ByName);
}
