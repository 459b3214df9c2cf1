namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// How the types of a column, of the key of a round and of what the key is read from fit together. A key that is null
/// finds no row in a column that never is; that is what a lookup says of it too, while a dictionary throws.
/// </summary>
/// <param name="Column">The type of the column.</param>
/// <param name="Source">The type of what the keys are read from.</param>
/// <param name="Sought">The type of the key in a round.</param>
internal sealed record KeyTypes(ITypeSymbol Column, ITypeSymbol Source, ITypeSymbol Sought)
{
    /// <summary>What cannot be changed may be given to several elements: a number, a text, an object without setters made of such.</summary>
    public static bool IsValue(ITypeSymbol type) =>
        type is { IsValueType: true } or { SpecialType: SpecialType.System_String }
        || (type.IsAnonymousType && type.GetMembers().OfType<IPropertySymbol>().All(p => IsValue(p.Type)));

    /// <summary>Whether an index must take keys that may be null: one of both sides may be.</summary>
    public bool NeedsNullableIndex => IsNullable(Column) || IsNullable(Sought) || MayBeNoObject(Source) || MayBeNoObject(Sought);

    /// <summary>Whether the column must be read as nullable to be compared with the key.</summary>
    public bool LiftsColumn => IsNullable(Sought) && !IsNullable(Column);

    /// <summary>
    /// Whether one query for all keys finds what a query for each finds. Where both sides may be null, a key that is null
    /// means all rows that have none, which nobody wants to load.
    /// </summary>
    public bool Fit =>
        SymbolEqualityComparer.Default.Equals(Underlying(Column), Underlying(Source))
        && SymbolEqualityComparer.Default.Equals(Underlying(Column), Underlying(Sought))
        && !(IsNullable(Column) && IsNullable(Sought));

    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether a value may be null that is no structure, as far as the compiler knows.</summary>
    public static bool MayBeNoObject(ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated };

    public static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>
    /// The operators that make a list of keys of the type of the column out of a sequence; empty when the sequence is one already.
    /// </summary>
    /// <param name="element">The name of an element.</param>
    /// <param name="member">The element with the member that holds the key, or null for the element itself.</param>
    /// <param name="name">Writes the name of a type.</param>
    public string Selection(string element, string? member, Func<ITypeSymbol, string> name)
    {
        var key = member ?? element;
        var select = member is null ? "" : ".Select(" + element + " => " + key + ")";
        return (IsNullable(Source), IsNullable(Column)) switch
        {
            (true, false) => select + ".OfType<" + name(Column) + ">()",
            (true, true) => ".Where(" + element + " => " + key + " != null)" + select,
            (false, true) => ".Select(" + element + " => (" + name(Column) + ")" + key + ")",
            _ => select,
        };
    }
}
