using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Which navigations are two ends of one relationship, and which properties hold its key.</summary>
internal sealed class Relationships
{
    private readonly CompilationContext compilation;
    private readonly Entities entities;

    private Relationships(CompilationContext compilation)
    {
        this.compilation = compilation;
        entities = Entities.For(compilation);
    }

    public static Relationships For(CompilationContext compilation) => compilation.Get(c => new Relationships(c));

    /// <summary>The navigation that leads back; null when there is none, or when it is not known which of several it is.</summary>
    public Navigation? Inverse(Navigation navigation)
    {
        if (Configured(navigation, out var stated))
            return stated is null ? null : Named(navigation.Target, stated);

        if (Annotated(navigation) is { } annotated)
            return annotated;

        var back = Between(navigation.Target, navigation.Entity);
        return back.Length == 1 && Between(navigation.Entity, navigation.Target).Length == 1 && !IsTaken(back[0], navigation) ? back[0] : null;
    }

    /// <summary>
    /// Whether loading <paramref name="navigation"/> may also have set <paramref name="back"/>, which starts where it ends. True
    /// as long as nothing says that the two belong to different relationships.
    /// </summary>
    public bool MayLeadBack(Navigation navigation, Navigation back)
    {
        if (!Meet(back.Target, navigation.Entity))
            return false;

        if (Configured(navigation, out var stated))
            return stated == back.Property.Name;

        return Inverse(navigation) is not { } inverse || inverse.Property.Name == back.Property.Name;
    }

    /// <summary>The properties that hold the key of the entity that a reference leads to; null when they are not known.</summary>
    public ImmutableArray<IPropertySymbol>? ForeignKey(Navigation reference)
    {
        if (reference.IsCollection)
            return null;

        foreach (var relationship in entities.Configurations(reference.Entity).SelectMany(c => c.Relationships))
        {
            if (relationship.Navigation == reference.Property.Name && relationship.IsForeignKeyHere && !relationship.ForeignKey.IsEmpty)
                return Properties(reference.Entity, relationship.ForeignKey);
        }

        foreach (var relationship in entities.Configurations(reference.Target).SelectMany(c => c.Relationships))
        {
            if (relationship.Inverse == reference.Property.Name && !relationship.IsForeignKeyHere && !relationship.ForeignKey.IsEmpty
                && relationship.Target == EntityTypes.Name(reference.Entity))
            {
                return Properties(reference.Entity, relationship.ForeignKey);
            }
        }

        if (EntityTypes.Attribute(reference.Property, TypeNames.Schema.ForeignKeyAttribute) is { ConstructorArguments: { Length: 1 } names } && names[0].Value is string listed)
            return Properties(reference.Entity, listed.Split(',').Select(n => n.Trim()));

        var marked = EntityTypes.Properties(reference.Entity)
            .Where(p => EntityTypes.Attribute(p, TypeNames.Schema.ForeignKeyAttribute) is { ConstructorArguments: { Length: 1 } names } && names[0].Value as string == reference.Property.Name)
            .ToImmutableArray();
        if (!marked.IsEmpty)
            return marked;

        return ByConvention(reference) is { } key ? ImmutableArray.Create(key) : null;
    }

    private IPropertySymbol? ByConvention(Navigation reference)
    {
        if (EntityKeys.For(compilation).Single(reference.Target) is not { } key)
            return null;

        var names = new[]
        {
            reference.Property.Name + key.Name,
            reference.Property.Name + "Id",
            reference.Target.Name + key.Name,
            reference.Target.Name + "Id",
        };
        return names.Select(n => EntityTypes.Property(reference.Entity, n)).FirstOrDefault(p => p is not null);
    }

    /// <summary>Whether configuration says what the other end is; <paramref name="inverse"/> is null where it has no member.</summary>
    private bool Configured(Navigation navigation, out string? inverse)
    {
        foreach (var relationship in entities.Configurations(navigation.Entity).SelectMany(c => c.Relationships))
        {
            if (relationship.Navigation == navigation.Property.Name)
            {
                inverse = relationship.Inverse;
                return true;
            }
        }

        foreach (var relationship in entities.Configurations(navigation.Target).SelectMany(c => c.Relationships))
        {
            if (relationship.Inverse == navigation.Property.Name && EntityTypes.WithBases(navigation.Entity).Any(t => EntityTypes.Name(t) == relationship.Target))
            {
                inverse = relationship.Navigation;
                return true;
            }
        }

        inverse = null;
        return false;
    }

    private Navigation? Annotated(Navigation navigation)
    {
        if (InverseName(navigation.Property) is { } stated)
            return Named(navigation.Target, stated);

        return entities.Navigations(navigation.Target)
            .FirstOrDefault(n => Meet(n.Target, navigation.Entity) && InverseName(n.Property) == navigation.Property.Name);
    }

    /// <summary>Whether something says that the candidate is the other end of another navigation.</summary>
    private bool IsTaken(Navigation candidate, Navigation navigation) =>
        (Configured(candidate, out var other) && other != navigation.Property.Name)
        || (InverseName(candidate.Property) is { } stated && stated != navigation.Property.Name);

    private static string? InverseName(IPropertySymbol property) =>
        EntityTypes.Attribute(property, TypeNames.Schema.InversePropertyAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    private Navigation? Named(INamedTypeSymbol entity, string name) => entities.Navigations(entity).FirstOrDefault(n => n.Property.Name == name);

    private Navigation[] Between(INamedTypeSymbol from, INamedTypeSymbol to) => entities.Navigations(from).Where(n => Meet(n.Target, to)).ToArray();

    private static bool Meet(INamedTypeSymbol first, INamedTypeSymbol second) =>
        EntityTypes.WithBases(first).Any(t => t.Is(second)) || EntityTypes.WithBases(second).Any(t => t.Is(first));

    private static ImmutableArray<IPropertySymbol>? Properties(INamedTypeSymbol entity, IEnumerable<string> names)
    {
        var found = names.Select(n => EntityTypes.Property(entity, n)).ToArray();
        return found.Length > 0 && found.All(p => p is not null) ? found.OfType<IPropertySymbol>().ToImmutableArray() : null;
    }
}
