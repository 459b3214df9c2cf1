using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Small questions about the types and members of entities that need no configuration to be answered.</summary>
internal static class EntityTypes
{
    private static readonly ImmutableArray<string> NoEntities = ImmutableArray.Create(
        TypeNames.EfCore.OwnedAttribute, TypeNames.Schema.ComplexTypeAttribute, TypeNames.Schema.NotMappedAttribute);

    /// <summary>The name that entities are told apart by.</summary>
    public static string Name(ITypeSymbol type) => type.FullName();

    /// <summary>The property of this name, however it is cased; one that is cased the same way is asked for first, as types know their members by name.</summary>
    public static IPropertySymbol? Property(INamedTypeSymbol entity, string name) =>
        First(entity, type => type.GetMembers(name)) ?? First(entity, type => type.GetMembers(), name);

    /// <summary>The properties of an entity and of its bases, as seen from the entity, overridden ones once.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol entity)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? type = entity; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && seen.Add(property.Name))
                    yield return property;
            }
        }
    }

    private static IPropertySymbol? First(INamedTypeSymbol entity, Func<INamedTypeSymbol, ImmutableArray<ISymbol>> members, string? name = null)
    {
        for (INamedTypeSymbol? type = entity; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var member in members(type))
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && (name is null || string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)))
                    return property;
            }
        }

        return null;
    }

    /// <summary>The type and its bases, without object.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            yield return current;
    }

    public static AttributeData? Attribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.MetadataName == LastPart(name) && type.ToDisplayString() == name)
                return attribute;
        }

        return null;
    }

    /// <summary>
    /// What a property leads to if it is a navigation: a class, or the elements of a collection of a class. Null for what a
    /// database has a type of its own for.
    /// </summary>
    public static INamedTypeSymbol? Target(IPropertySymbol property, CompilationContext compilation, out bool isCollection)
    {
        isCollection = false;
        if (property.Type is not INamedTypeSymbol { SpecialType: SpecialType.None } type)
            return null;

        if (type.AsConstructed(compilation.Type(TypeNames.System.EnumerableOfT)) is { } sequence)
        {
            isCollection = true;
            return sequence.TypeArguments[0] as INamedTypeSymbol is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class } element ? element : null;
        }

        return type.TypeKind == TypeKind.Class ? type : null;
    }

    /// <summary>Whether a property is part of the model by convention, and no attribute takes it out.</summary>
    public static bool IsMapped(IPropertySymbol property, bool isCollection) =>
        property is { DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
        && (isCollection || property.SetMethod is not null)
        && Attribute(property, TypeNames.Schema.NotMappedAttribute) is null
        && !StatesColumnType(property);

    /// <summary>Whether an attribute says that values of the type are no rows of their own.</summary>
    public static bool IsStoredInOwner(INamedTypeSymbol type) =>
        NoEntities.Any(name => Attribute(type, name) is not null);

    /// <summary>A column type makes it a value, such as a JSON document.</summary>
    private static bool StatesColumnType(IPropertySymbol property) =>
        Attribute(property, TypeNames.Schema.ColumnAttribute) is { } column && column.NamedArguments.Any(a => a.Key == "TypeName");

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
