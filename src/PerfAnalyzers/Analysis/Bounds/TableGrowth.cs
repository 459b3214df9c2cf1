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

    /// <summary>Each row is part of one that use of the program makes.</summary>
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
        if (CollectionSizes.SmallNouns.Contains(last) || TableSizes.SmallNouns.Contains(last) || CollectionSizes.SmallQualifiers.Contains(words[0]))
            return Growth.Small;

        return TableSizes.GrowingNouns.Contains(last) ? Growth.Grows : Growth.Unknown;
    }

    // Rows that the model brings along are those that the program is written for.
    private Growth Judge(INamedTypeSymbol entity)
    {
        var growth = OfName(entity.Name);
        return growth == Growth.Grows && Entities.For(compilation).Configurations(entity).Any(c => c.HasData) ? Growth.Small
            : growth == Growth.Unknown && IsOfPerson(entity) ? Growth.Grows
            : growth == Growth.Unknown && BelongsToGrowing(entity) ? Growth.Follows
            : growth;
    }

    /// <summary>Whether each row is part of one that use of the program makes: containers of an order, claims of a user.</summary>
    private bool BelongsToGrowing(INamedTypeSymbol entity) => Entities.For(compilation).Navigations(entity).Any(up =>
        !up.IsCollection
        && !up.Target.Is(entity)

        // Who has entered or changed a row is not what it is part of.
        && !up.Property.Name.EndsWith("By", StringComparison.Ordinal)
        && OfName(up.Target.Name) == Growth.Grows
        && Entities.For(compilation).Navigations(up.Target).Any(down => down.IsCollection && down.Target.Is(entity)));

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
                made |= held.Name is "DateTime" or "DateTimeOffset" or "Instant" && TableSizes.TimesOfMaking.Contains(property.Name);
            }
        }

        return reached && made;
    }
}
