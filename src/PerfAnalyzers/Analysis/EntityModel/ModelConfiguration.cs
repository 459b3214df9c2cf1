using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// What the source of one project says about its entities: contexts and the sets they expose, the code in OnModelCreating and
/// elsewhere that is handed a builder, and model snapshots. Read once per project, and again when declarations or configuring code change.
/// </summary>
internal sealed class ModelConfiguration
{
    /// <summary>One of them stands in every file that says something about a model.</summary>
    private static readonly ImmutableArray<string> Words = ImmutableArray.Create("DbSet", "DbContext", "Builder", "IMutable", "Snapshot", "Migration", "Context :", "Context:");

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Files = new();

    private readonly Dictionary<string, EntityConfiguration> entities = new(StringComparer.Ordinal);

    private ModelConfiguration(CompilationContext project)
    {
        if (project.Type(TypeNames.EfCore.DbContext) is not { } dbContext)
            return;

        var reader = new FluentReader(this, project);
        var migration = project.Type(TypeNames.EfCore.Migration);
        var snapshot = project.Type(TypeNames.EfCore.ModelSnapshot);
        foreach (var type in project.Compilation.Assembly.AllTypes())
        {
            // To look at the members of every class takes the compiler longer than all else that is done here.
            if (!type.DeclaringSyntaxReferences.Any(r => Files.GetValue(r.SyntaxTree, MayConfigure).Value))
                continue;

            // What a migration says about the model was true once.
            if (type.DerivesFrom(migration))
                continue;

            if (type.DerivesFrom(snapshot))
            {
                HasSnapshot = true;
                SnapshotReader.Read(this, type, project);
                continue;
            }

            if (type.DerivesFrom(dbContext))
                HasContext = true;

            if (type.TypeKind == TypeKind.Interface || type.DerivesFrom(dbContext))
                AddSets(type, project);

            reader.ReadConfiguration(type);
        }
    }

    /// <summary>Whether a context is declared here, so that the code that configures the model can be seen.</summary>
    public bool HasContext { get; }

    /// <summary>Whether migrations are made from the model, so that they hold nothing that it does not say.</summary>
    public bool HasSnapshot { get; }

    /// <summary>Whether configuration code or a snapshot speaks of any index that a database does not make by itself, as it does for keys.</summary>
    public bool SpeaksOfIndexes => IndexedAnywhere.Count > 0 || entities.Any(e => e.Value.Indexes.Any(index => !e.Value.IsKey(index, e.Key)));

    /// <summary>What sets, configuration and snapshots call an entity, by its full name.</summary>
    public Dictionary<string, TypeKey> Roots { get; } = new(StringComparer.Ordinal);

    /// <summary>The names under which contexts expose the set of an entity.</summary>
    public Dictionary<string, HashSet<string>> SetNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Types that are no entities: ignored, owned, or converted to a value.</summary>
    public HashSet<string> NoEntities { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether navigations are included automatically by code that does not name them.</summary>
    public bool AutoIncludesUnnamed { get; set; }

    /// <summary>Members that an index starts with on entities that cannot be told.</summary>
    public HashSet<string> IndexedAnywhere { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether code makes indexes of members that cannot be read.</summary>
    public bool HasUnreadIndexes { get; set; }

    public static ModelConfiguration Of(CompilationContext project) => ProjectFacts.Get(project, p => new ModelConfiguration(p));

    /// <summary>What is said about an entity, or null when nothing is.</summary>
    public EntityConfiguration? Find(string entity) => entities.TryGetValue(entity, out var known) ? known : null;

    public EntityConfiguration Get(string entity)
    {
        if (!entities.TryGetValue(entity, out var known))
            entities.Add(entity, known = new EntityConfiguration());

        return known;
    }

    public void AddRoot(INamedTypeSymbol entity) => Roots[EntityTypes.Name(entity)] = TypeKey.Of(entity.OriginalDefinition);

    /// <summary>The entities that a context, or an interface in its place, has sets of.</summary>
    public static IEnumerable<(string Name, INamedTypeSymbol Entity)> SetsOf(INamedTypeSymbol type, CompilationContext compilation)
    {
        foreach (var member in type.GetMembers())
        {
            var declared = member switch
            {
                IPropertySymbol property => property.Type,
                IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
                _ => null,
            };
            if (declared is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments }
                && declared.IsConstructedFrom(compilation.Type(TypeNames.EfCore.DbSet))
                && arguments[0] is INamedTypeSymbol entity)
            {
                yield return (member.Name, entity);
            }
        }
    }

    private static StrongBox<bool> MayConfigure(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        return new StrongBox<bool>(Words.Any(w => text.IndexOf(w, StringComparison.Ordinal) >= 0));
    }

    private void AddSets(INamedTypeSymbol type, CompilationContext project)
    {
        foreach (var (name, entity) in SetsOf(type, project))
        {
            AddRoot(entity);
            if (!SetNames.TryGetValue(EntityTypes.Name(entity), out var names))
                SetNames.Add(EntityTypes.Name(entity), names = new HashSet<string>(StringComparer.Ordinal));

            names.Add(name);
        }
    }
}
