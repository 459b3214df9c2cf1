using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Finds the columns of an entity that hold more than a value each: the bytes of a file, the text of a page.</summary>
internal static class HeavyColumns
{
    /// <summary>More than that may be kept apart from the row by a database, and costs a read of its own.</summary>
    public const int MostOfValue = 4000;

    /// <summary>Columns of bytes that are not said, and not named, to be few.</summary>
    public static IEnumerable<IPropertySymbol> Bytes(INamedTypeSymbol entity, CompilationContext compilation) =>
        EntityTypes.Properties(entity).Where(p =>
            p is { DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod: not null, Type: IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } }
            && !Words.Split(p.Name).Any(LargeColumns.FewBytes.Contains)
            && !IsLimited(p, entity, compilation)
            && EntityTypes.Attribute(p, TypeNames.Schema.NotMappedAttribute) is null
            && !Entities.For(compilation).Configurations(entity).Any(c => c.Ignored.Contains(p.Name)));

    /// <summary>Columns of text that are named for long ones and not said to be short.</summary>
    public static IEnumerable<IPropertySymbol> Texts(INamedTypeSymbol entity, CompilationContext compilation) =>
        Columns.For(compilation).Of(entity).Where(p =>
            p.Type.SpecialType == SpecialType.System_String
            && Words.Split(p.Name) is { Count: > 0 } words
            && LargeColumns.LongTexts.Contains(words[words.Count - 1])
            && !IsLimited(p, entity, compilation));

    // What is obsolete is empty in new rows.
    private static bool IsLimited(IPropertySymbol column, INamedTypeSymbol entity, CompilationContext compilation) =>
        Entities.For(compilation).Configurations(entity).Any(c => c.Limited.Contains(column.Name))
        || column.GetAttributes().Any(a => a.AttributeClass?.Name is "TimestampAttribute" or "ConcurrencyCheckAttribute" or "ObsoleteAttribute"
            || (a.AttributeClass?.Name is "MaxLengthAttribute" or "StringLengthAttribute" && a.ConstructorArguments is { Length: > 0 } given && given[0] is { Kind: TypedConstantKind.Primitive, Value: > 0 and <= MostOfValue }));
}
