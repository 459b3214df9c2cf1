using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// The columns that an index of a table starts with: keys, indexes from configuration and attributes, and foreign keys, which get
/// one by convention.
/// </summary>
internal sealed class ModelIndexes
{
    /// <summary>A model of more entities than these that speaks of no index is not what its tables are made from.</summary>
    private const int MostWithoutIndex = 8;

    private readonly CompilationContext compilation;
    private readonly Entities entities;
    private readonly Lazy<bool> isKnown;
    private readonly Lazy<Links> leadingHere;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableHashSet<string>> leading = new(SymbolEqualityComparer.Default);

    private ModelIndexes(CompilationContext compilation)
    {
        this.compilation = compilation;
        entities = Entities.For(compilation);
        leadingHere = new(() => ProjectFacts.Get(compilation, c => new Links(c)));
        isKnown = new(() => entities.IsConfigurationVisible && !entities.HasUnreadIndexes && !HasIndexesInText(compilation) && MakesTables());
    }

    /// <summary>Whether the code says all there is: it configures the model, and makes no indexes that cannot be read.</summary>
    public bool IsKnown => isKnown.Value;

    public static ModelIndexes For(CompilationContext compilation) => compilation.Get(c => new ModelIndexes(c));

    /// <summary>Whether an index helps to find rows by a column alone.</summary>
    public bool StartsWith(INamedTypeSymbol entity, string column) => leading.GetOrAdd(entity, Find).Contains(column);

    /// <summary>Whether an entity has a table that an index can be added to, of which no migration has one by the column that the model does not tell of.</summary>
    public bool CanBeAdded(INamedTypeSymbol entity, string column) =>
        !entities.Configurations(entity).Any(c => c.IsView)
        && !EntityTypes.WithBases(entity).SelectMany(t => t.GetAttributes()).Any(a => a.AttributeClass?.Name == "TableAttribute" && a.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string table } && ViewNames.AreMeant(table))
        && !MigratedIndexes.For(compilation).Have(entity, column);

    /// <summary>Whether an index goes on with a column behind others whose values are given.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="column">The column.</param>
    /// <param name="given">The columns of which one value is sought.</param>
    /// <param name="leading">Those that must be among the columns before it: other indexes start with them, too.</param>
    public bool GoesOnWith(INamedTypeSymbol entity, string column, IReadOnlyCollection<string> given, IEnumerable<string> leading) =>
        entities.Configurations(entity).SelectMany(c => c.Indexes.Concat(c.UniqueIndexes)).Concat(EntityTypes.WithBases(entity).SelectMany(t => t.GetAttributes()).Where(IsIndex).Select(NamesOf)).Any(index =>
            index.IndexOf(column) is > 0 and var at
            && index.Take(at).All(given.Contains)
            && leading.All(l => index.IndexOf(l) is >= 0 and var place && place < at));

    private static bool IsIndex(AttributeData attribute) => attribute.AttributeClass is { Name: "IndexAttribute" } kind && kind.ToDisplayString() == TypeNames.EfCore.IndexAttribute;

    private static ImmutableArray<string> NamesOf(AttributeData index) =>
        index.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values.IsDefault ? Enumerable.Empty<object?>() : a.Values.Select(v => v.Value) : new[] { a.Value }).OfType<string>().ToImmutableArray();

    private ImmutableHashSet<string> Find(INamedTypeSymbol entity)
    {
        var columns = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        var keys = EntityKeys.For(compilation);
        if (keys.Of(entity) is { IsEmpty: false } key)
            columns.Add(key[0].Name);

        foreach (var unique in keys.Unique(entity))
            columns.Add(unique[0].Name);

        foreach (var index in entities.Configurations(entity).SelectMany(c => c.Indexes))
            columns.UnionWith(index.Take(1));

        columns.UnionWith(entities.IndexedAnywhere);
        foreach (var attribute in EntityTypes.WithBases(entity).SelectMany(t => t.GetAttributes()))
        {
            if (IsIndex(attribute))
                columns.UnionWith(attribute.ConstructorArguments.Take(1).Select(FirstName).OfType<string>());
        }

        foreach (var navigation in entities.Navigations(entity))
        {
            if (Relationships.For(compilation).ForeignKey(navigation) is { IsEmpty: false } foreign)
                columns.Add(foreign[0].Name);
        }

        foreach (var relationship in entities.Configurations(entity).SelectMany(c => c.Relationships).Where(r => r.IsForeignKeyHere))
            columns.UnionWith(relationship.ForeignKey.Take(1));

        // The other end may be the only one that has a member.
        foreach (var other in EntityTypes.WithBases(entity).SelectMany(t => leadingHere.Value.To(EntityTypes.Name(t), compilation)))
        {
            columns.Add(other.Name + "Id");
            if (keys.Single(other) is { } name)
                columns.Add(other.Name + name.Name);

            var ends = entities.Configurations(other).SelectMany(c => c.Relationships).Where(r => !r.IsForeignKeyHere && EntityTypes.WithBases(entity).Any(t => EntityTypes.Name(t) == r.Target));
            columns.UnionWith(ends.SelectMany(r => r.ForeignKey.Take(1)));
        }

        return columns.ToImmutable();
    }

    /// <summary>Whether the tables come from the model. Where they are kept elsewhere, as in a project of SQL, indexes are, too, and none is in the model. What tests make is made for them alone.</summary>
    private bool MakesTables() =>
        entities.SpeaksOfIndexes
        || entities.HasSnapshot
        || SourceProjects.Of(compilation).Any(p => ProjectText.For(p).Has(TextMark.TablesFromModel) && !TestProjectNames.Names(p.Compilation.AssemblyName ?? ""))
        || entities.All.Skip(MostWithoutIndex).FirstOrDefault() is null
        || entities.All.Any(e => e.GetAttributes().Any(IsIndex));

    private static object? FirstName(TypedConstant names) =>
        names.Kind != TypedConstantKind.Array ? names.Value : names.Values.IsDefaultOrEmpty ? null : names.Values[0].Value;

    /// <summary>Indexes that SQL, another migrator or a migration written by hand makes are in no model.</summary>
    private static bool HasIndexesInText(CompilationContext compilation)
    {
        var isGenerated = Entities.For(compilation).HasSnapshot;
        return SourceProjects.Of(compilation).Any(p => ProjectText.For(p).Has(isGenerated ? TextMark.IndexByHand : TextMark.IndexByHand | TextMark.IndexByMigration));
    }

    /// <summary>Which entities have members that lead to which others, by name.</summary>
    private sealed class Links
    {
        private readonly ILookup<string, TypeKey> byTarget;

        public Links(CompilationContext compilation) => byTarget = Read(compilation).ToLookup(l => l.Target, l => l.Entity, StringComparer.Ordinal);

        public IEnumerable<INamedTypeSymbol> To(string target, CompilationContext compilation) => byTarget[target].Select(k => k.In(compilation)).OfType<INamedTypeSymbol>();

        private static IEnumerable<(string Target, TypeKey Entity)> Read(CompilationContext compilation)
        {
            foreach (var entity in Entities.For(compilation).All)
            {
                var key = TypeKey.Of(entity);
                foreach (var property in EntityTypes.Properties(entity))
                {
                    if (EntityTypes.Target(property, compilation, out _) is { } target)
                        yield return (EntityTypes.Name(target), key);
                }
            }
        }
    }
}
