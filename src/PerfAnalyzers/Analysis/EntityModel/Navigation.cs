namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Whether reading a navigation goes to the database by itself.</summary>
internal enum LazyLoading
{
    /// <summary>It cannot: nothing intercepts the read.</summary>
    Impossible,

    /// <summary>It could, if another project says so.</summary>
    Possible,

    /// <summary>It does.</summary>
    Proven,
}

/// <summary>Whether every query loads a navigation without being told to.</summary>
internal enum AutoInclude
{
    No,
    Yes,
    Unknown,
}

/// <summary>A property of an entity that leads to another entity, or to several.</summary>
internal sealed class Navigation
{
    public Navigation(INamedTypeSymbol entity, IPropertySymbol property, INamedTypeSymbol target, bool isCollection)
    {
        Entity = entity;
        Property = property;
        Target = target;
        IsCollection = isCollection;
    }

    /// <summary>The entity that was asked about; the property may be declared by one of its bases.</summary>
    public INamedTypeSymbol Entity { get; }

    public IPropertySymbol Property { get; }

    public INamedTypeSymbol Target { get; }

    public bool IsCollection { get; }

    public AutoInclude AutoInclude { get; set; }

    public LazyLoading LazyLoading { get; set; }
}
