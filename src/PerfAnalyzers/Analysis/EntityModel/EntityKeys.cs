using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// The primary keys of entities, found the way EF Core finds them: fluent configuration first, then attributes, then the
/// conventions Id and &lt;Entity&gt;Id.
/// </summary>
internal sealed class EntityKeys
{
    private readonly Entities entities;

    private EntityKeys(CompilationContext compilation) => entities = Entities.For(compilation);

    public static EntityKeys For(CompilationContext compilation) => compilation.Get(c => new EntityKeys(c));

    /// <summary>The property that alone is the key of the entity, or null when there is none, several, or it is not known.</summary>
    public IPropertySymbol? Single(INamedTypeSymbol entity) => Of(entity) is { Length: 1 } key ? key[0] : null;

    /// <summary>The properties that together are the key; null when there is none or it is not known.</summary>
    public ImmutableArray<IPropertySymbol>? Of(INamedTypeSymbol entity)
    {
        foreach (var configuration in entities.Configurations(entity))
        {
            if (configuration.IsKeyless)
                return null;

            if (configuration.Key is { } names)
                return Properties(entity, names);
        }

        if (Stated(entity, TypeNames.EfCore.KeylessAttribute) is not null)
            return null;

        if (Stated(entity, TypeNames.EfCore.PrimaryKeyAttribute) is { } stated)
            return Properties(entity, Names(stated));

        var marked = EntityTypes.Properties(entity).Where(p => EntityTypes.Attribute(p, TypeNames.Schema.KeyAttribute) is not null).ToImmutableArray();
        if (!marked.IsEmpty)
            return marked;

        return (EntityTypes.Property(entity, "Id") ?? EntityTypes.Property(entity, entity.Name + "Id")) is { } key ? ImmutableArray.Create(key) : null;
    }

    /// <summary>
    /// The sets of properties that no two rows share, beside the key: unique indexes and alternate keys, from configuration
    /// and attributes.
    /// </summary>
    public IEnumerable<ImmutableArray<IPropertySymbol>> Unique(INamedTypeSymbol entity)
    {
        foreach (var names in entities.Configurations(entity).SelectMany(c => c.UniqueIndexes))
        {
            if (Properties(entity, names) is { } index)
                yield return index;
        }

        foreach (var attribute in EntityTypes.WithBases(entity).SelectMany(t => t.GetAttributes()))
        {
            if (attribute.AttributeClass is { Name: "IndexAttribute" } kind && kind.ToDisplayString() == TypeNames.EfCore.IndexAttribute
                && attribute.NamedArguments.Any(a => a is { Key: "IsUnique", Value.Value: true })
                && Properties(entity, Names(attribute)) is { } index)
            {
                yield return index;
            }
        }
    }

    private static AttributeData? Stated(INamedTypeSymbol entity, string attribute)
    {
        foreach (var type in EntityTypes.WithBases(entity))
        {
            if (EntityTypes.Attribute(type, attribute) is { } found)
                return found;
        }

        return null;
    }

    private static IEnumerable<string> Names(AttributeData attribute) =>
        attribute.ConstructorArguments
            .SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values.Select(v => v.Value) : new[] { a.Value })
            .OfType<string>();

    private static ImmutableArray<IPropertySymbol>? Properties(INamedTypeSymbol entity, IEnumerable<string> names)
    {
        var found = ImmutableArray.CreateBuilder<IPropertySymbol>();
        foreach (var name in names)
        {
            if (EntityTypes.Property(entity, name) is not { } property)
                return null;

            found.Add(property);
        }

        return found.Count > 0 ? found.ToImmutable() : null;
    }
}
