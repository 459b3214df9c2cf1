namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>What a member does with a dictionary.</summary>
internal enum DictionaryUse
{
    /// <summary>It looks what there is.</summary>
    Read,

    /// <summary>It asks for one entry.</summary>
    Ask,

    /// <summary>It puts an entry in.</summary>
    Write,

    /// <summary>It asks for an entry and puts it in when it is not there.</summary>
    AskAndWrite,

    /// <summary>It puts another entry where there is one.</summary>
    Replace,

    /// <summary>It takes something out.</summary>
    Trim,
}

/// <summary>The dictionaries of which people make caches, and what their members do.</summary>
internal sealed class DictionaryMembers
{
    public static readonly ImmutableArray<string> Types = ImmutableArray.Create(
        TypeNames.System.Dictionary,
        TypeNames.Caches.ConcurrentDictionary,
        "System.Collections.Generic.SortedDictionary`2");

    /// <summary>Values that stand for code: there are no more of them than there is code.</summary>
    private static readonly ImmutableHashSet<string> Code = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Type", "Assembly", "MethodInfo", "PropertyInfo", "FieldInfo", "MemberInfo", "ConstructorInfo", "XmlSerializer", "TypeConverter", "JsonTypeInfo", "CultureInfo", "TimeZoneInfo");

    private readonly ImmutableHashSet<INamedTypeSymbol> types;

    private DictionaryMembers(CompilationContext compilation) =>
        types = Types.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    public static DictionaryMembers For(CompilationContext compilation) => compilation.Get(c => new DictionaryMembers(c));

    public bool IsDictionary(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 2 } named && types.Contains(named.OriginalDefinition);

    /// <summary>What a method or property of a dictionary does, whatever interface it is called through; null for what is not known.</summary>
    public static DictionaryUse? Find(string member) => member switch
    {
        "TryGetValue" or "ContainsKey" or "GetValueOrDefault" or "Contains" => DictionaryUse.Ask,
        "GetOrAdd" => DictionaryUse.AskAndWrite,
        "Add" or "TryAdd" or "AddOrUpdate" => DictionaryUse.Write,
        "TryUpdate" => DictionaryUse.Replace,
        "Remove" or "TryRemove" or "Clear" => DictionaryUse.Trim,
        "Keys" or "Values" or "Count" or "IsEmpty" or "GetEnumerator" or "ToArray" or "Comparer" or "EnsureCapacity" => DictionaryUse.Read,
        _ => null,
    };

    /// <summary>Whether values are of code and not of data.</summary>
    public static bool StandsForCode(ITypeSymbol value) => Code.Contains(value.Name) || value.TypeKind == TypeKind.Delegate;
}
