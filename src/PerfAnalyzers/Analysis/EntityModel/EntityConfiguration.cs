namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>What configuration code says about one entity. Members are named, as the code names them.</summary>
internal sealed class EntityConfiguration
{
    /// <summary>The primary key; null when nothing is said about it.</summary>
    public ImmutableArray<string>? Key { get; set; }

    public bool IsKeyless { get; set; }

    /// <summary>Whether the rows come from a view or a query of the database, which has no index of its own.</summary>
    public bool IsView { get; set; }

    /// <summary>Members that are stored otherwise than as a relationship: ignored, owned, complex, converted, JSON.</summary>
    public HashSet<string> NotNavigations { get; } = new(StringComparer.Ordinal);

    /// <summary>Navigations that every query loads.</summary>
    public HashSet<string> AutoIncluded { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the model itself brings rows.</summary>
    public bool HasData { get; set; }

    public List<ImmutableArray<string>> UniqueIndexes { get; } = new();

    /// <summary>All indexes, of whatever kind, the first member first.</summary>
    public List<ImmutableArray<string>> Indexes { get; } = new();

    /// <summary>Members that are no part of the model.</summary>
    public HashSet<string> Ignored { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that are stored as something else than they are.</summary>
    public HashSet<string> Converted { get; } = new(StringComparer.Ordinal);

    /// <summary>Members whose values are said to be short, or that a database counts up.</summary>
    public HashSet<string> Limited { get; } = new(StringComparer.Ordinal);

    public List<ConfiguredRelationship> Relationships { get; } = new();

    /// <summary>Whether an index is of exactly the primary key, as it is said here or by its usual name, or says that another number is one of a row, too.</summary>
    /// <param name="index">The members of the index.</param>
    /// <param name="entity">The full name of the entity.</param>
    public bool IsKey(ImmutableArray<string> index, string entity) =>
        (index.All(column => column.EndsWith("Id", StringComparison.Ordinal)) && UniqueIndexes.Any(unique => unique.SequenceEqual(index)))
        || (Key is { IsEmpty: false } key ? key.SequenceEqual(index)
        : index.Length == 1 && (index[0] == "Id" || index[0] == entity.Substring(entity.LastIndexOf('.') + 1) + "Id"));
}

/// <summary>One relationship as configured from one of its ends.</summary>
/// <param name="Navigation">The member at this end; null when there is none.</param>
/// <param name="Inverse">The member at the other end; null when there is none.</param>
/// <param name="Target">The full name of the entity at the other end.</param>
/// <param name="ForeignKey">The members that hold the key; empty when the code does not say.</param>
/// <param name="IsForeignKeyHere">Whether the members of the foreign key are those of this end.</param>
internal sealed record ConfiguredRelationship(string? Navigation, string? Inverse, string Target, ImmutableArray<string> ForeignKey, bool IsForeignKeyHere);
