using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

internal enum Growth
{
    /// <summary>A list to choose from, which somebody has entered.</summary>
    Small,

    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Each row is part of one that use of the program makes, or says so much of somebody or of when something is that there is likely one for each.</summary>
    Follows,

    /// <summary>Use of the program makes rows.</summary>
    Grows,
}

/// <summary>Tells whether the table of an entity grows as long as a program is used.</summary>
internal sealed class TableGrowth
{
    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Growth> known = new(SymbolEqualityComparer.Default);

    private TableGrowth(CompilationContext compilation) => this.compilation = compilation;

    public static TableGrowth For(CompilationContext compilation) => compilation.Get(c => new TableGrowth(c));

    public Growth Of(INamedTypeSymbol entity) => known.GetOrAdd(entity, Judge);

    /// <summary>
    /// Whether it stays as short as what somebody has entered, whoever uses the program for whatever: not where the word may also name parts of many rows, as properties and resources are, or those who
    /// do business with it.
    /// </summary>
    public bool StaysSmall(INamedTypeSymbol entity) =>
        Of(entity) == Growth.Small
        && (OfName(entity.Name) != Growth.Small || (Noun(entity) is var noun && (TableSizes.Lists.Contains(noun) || CollectionSizes.EnteredOnce.Contains(noun)) && !TableSizes.OrPersons.Contains(noun)));

    /// <summary>The same by the name of an entity or a table alone.</summary>
    public static Growth OfName(string name)
    {
        var words = Words.Split(name);
        while (words.Count > 1 && TableSizes.Carriers.Contains(words[words.Count - 1]))
            words.RemoveAt(words.Count - 1);

        // The record of a permission is the permission.
        if (words.Count > 1 && words[words.Count - 1].Equals("record", StringComparison.OrdinalIgnoreCase) && CollectionSizes.SmallNouns.Contains(words[words.Count - 2]))
            words.RemoveAt(words.Count - 1);

        if (words.Count == 0)
            return Growth.Unknown;

        var last = Words.Singular(words[words.Count - 1]);
        if (CollectionSizes.SmallNouns.Contains(last) || TableSizes.SmallNouns.Contains(last) || (words.Count > 1 && CollectionSizes.SmallQualifiers.Contains(words[0])))
            return Growth.Small;

        return TableSizes.GrowingNouns.Contains(last) ? Growth.Grows : Growth.Unknown;
    }

    /// <summary>The same of documents, which no model knows.</summary>
    /// <param name="document">What a collection holds.</param>
    /// <param name="unique">The members of which no two documents have the same, as far as indexes say so.</param>
    public static Growth OfDocument(ITypeSymbol document, IEnumerable<string> unique)
    {
        var growth = OfName(document.Name);
        return document is INamedTypeSymbol named && IsEntered(named, growth, unique) ? Growth.Small : growth;
    }

    // Rows that the model brings along are those that the program is written for.
    private Growth Judge(INamedTypeSymbol entity)
    {
        var growth = OfName(entity.Name);
        return growth == Growth.Grows && Entities.For(compilation).Configurations(entity).Any(c => c.HasData) ? Growth.Small
            : growth == Growth.Unknown && IsOfPerson(entity) ? Growth.Grows
            : growth == Growth.Unknown && (BelongsToGrowing(entity) || HasText(entity, TableSizes.NumbersOfOne) || (SaysWhen(entity) && Entities.For(compilation).Navigations(entity).Any(n => !n.IsCollection))) ? Growth.Follows
            : IsEntered(entity, growth, Named(entity)) ? Growth.Small
            : growth == Growth.Small && IsPerson(entity) ? Growth.Follows
            : growth == Growth.Small && IsFiled(entity) ? Growth.Grows
            : growth;
    }

    /// <summary>Whether a column of an entity says when something happens or counts, and not only when the row was written.</summary>
    public bool SaysWhen(INamedTypeSymbol entity) => Columns.For(compilation).Of(entity).Any(c => IsTime(c.Type) && !TimeColumns.IsAudit(c.Name));

    /// <summary>Whether a type is a date, or a moment.</summary>
    public static bool IsTime(ITypeSymbol? type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type) is { Name: "DateTime" or "DateTimeOffset" or "DateOnly", ContainingNamespace.Name: "System" };

    /// <summary>Whether each row is part of one that use of the program makes: containers of an order, claims of a user.</summary>
    private bool BelongsToGrowing(INamedTypeSymbol entity) => Entities.For(compilation).Navigations(entity).Any(up =>
        !up.IsCollection
        && !up.Target.Is(entity)

        // Who has entered or changed a row is not what it is part of.
        && !up.Property.Name.EndsWith("By", StringComparison.Ordinal)
        && (OfName(up.Target.Name) == Growth.Grows || IsPerson(up.Target))
        && Entities.For(compilation).Navigations(up.Target).Any(down => down.IsCollection && down.Target.Is(entity)));

    /// <summary>Whether a word that mostly names an organisation or a machine is the name of somebody here: a tenant of a flat, the host of a guest.</summary>
    private static bool IsPerson(INamedTypeSymbol entity) =>
        TableSizes.OrPersons.Contains(Words.Singular(Words.Split(entity.Name).LastOrDefault() ?? ""))
        && HasText(entity, TableSizes.NamesOfPersons)
        && HasText(entity, TableSizes.WaysToReach);

    /// <summary>Whether a word that names parts of a program, too, is what somebody hands in or is given here: a claim that says when it was submitted.</summary>
    private bool IsFiled(INamedTypeSymbol entity) =>
        Words.Split(entity.Name).LastOrDefault() is { } last
        && CollectionSizes.AmbiguousNouns.Contains(Words.Singular(last))
        && TableSizes.GrowingNouns.Contains(Words.Singular(last))
        && SaysWhen(entity);

    /// <summary>
    /// Whether somebody enters the rows: each has a name that no other has, and none says when anything happens. What is named for growing has to be of a kind that is entered, too.
    /// </summary>
    private static bool IsEntered(INamedTypeSymbol entity, Growth growth, IEnumerable<string> unique)
    {
        var words = Words.Split(entity.Name);
        return (growth == Growth.Unknown || (growth == Growth.Grows && TableSizes.OrEntered.Contains(Noun(entity))))
            && unique.Any(name => TableSizes.NamesRow(Words.Split(name), words))
            && !HasText(entity, TableSizes.WaysToReach)
            && !EntityTypes.Properties(entity).Any(p => IsTime(p.Type) && !TimeColumns.IsStamp(p.Name));
    }

    private static string Noun(INamedTypeSymbol entity)
    {
        var words = Words.Split(entity.Name);
        var last = words.Count - 1;
        while (last > 0 && TableSizes.Carriers.Contains(words[last]))
            last--;

        return last < 0 ? "" : Words.Singular(words[last]);
    }

    /// <summary>The columns that alone are the key, or an index that is unique.</summary>
    private IEnumerable<string> Named(INamedTypeSymbol entity)
    {
        var keys = EntityKeys.For(compilation);
        return keys.Unique(entity).Concat(keys.Of(entity) is { } key ? new[] { key } : Array.Empty<ImmutableArray<IPropertySymbol>>()).Where(c => c.Length == 1).Select(c => c[0].Name);
    }

    private static bool HasText(INamedTypeSymbol entity, ImmutableHashSet<string> names) =>
        EntityTypes.Properties(entity).Any(p => p.Type.SpecialType == SpecialType.System_String && names.Contains(p.Name));

    /// <summary>Whether a row says how to reach somebody, and since when it is there: one is made whenever somebody comes.</summary>
    private static bool IsOfPerson(INamedTypeSymbol entity)
    {
        var (reached, made) = (false, false);
        for (var type = entity; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is not IPropertySymbol { IsStatic: false, Type: var held } property)
                    continue;

                reached |= held.SpecialType == SpecialType.System_String && TableSizes.WaysToReach.Contains(property.Name);

                // Where a base stands for all entities, each has it, whatever it is.
                made |= (type.Is(entity) || !type.IsAbstract) && held.Name is "DateTime" or "DateTimeOffset" or "Instant" && TableSizes.TimesOfMaking.Contains(property.Name);
            }
        }

        return reached && made;
    }
}
