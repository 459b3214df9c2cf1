namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>The navigations from an entity to another one; none for the entity itself.</summary>
/// <param name="Steps">The navigations in the order they are followed.</param>
/// <param name="Entity">The type that the path ends at.</param>
internal sealed record NavigationPath(ImmutableArray<Navigation> Steps, INamedTypeSymbol Entity)
{
    /// <summary>The names with dots between them, as Include takes them.</summary>
    public string Text { get; } = string.Join(".", Steps.Select(s => s.Property.Name));

    public Navigation Last => Steps[Steps.Length - 1];

    public static NavigationPath Of(INamedTypeSymbol entity) => new(ImmutableArray<Navigation>.Empty, entity);

    public NavigationPath Then(Navigation navigation) => new(Steps.Add(navigation), navigation.Target);
}
