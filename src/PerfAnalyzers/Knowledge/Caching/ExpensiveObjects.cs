namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>What is dear to make.</summary>
internal enum ExpensiveKind
{
    /// <summary>Options of a serializer, which learn each type anew.</summary>
    SerializerOptions,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>A serializer whose code is written while the program runs.</summary>
    XmlSerializer,
}

/// <summary>The types whose objects are dear to make and may be shared by all threads, and the static calls that make one behind the scenes.</summary>
internal sealed class ExpensiveObjects
{
    public static readonly ImmutableArray<(string Type, ExpensiveKind Kind)> Types = ImmutableArray.Create(
        (TypeNames.Json.Options, ExpensiveKind.SerializerOptions),
        (TypeNames.Texts.Regex, ExpensiveKind.Pattern),
        (TypeNames.Json.XmlSerializer, ExpensiveKind.XmlSerializer));

    /// <summary>Static searches: the text, then the pattern.</summary>
    private static readonly ImmutableHashSet<string> Searches = ImmutableHashSet.Create(
        StringComparer.Ordinal, "IsMatch", "Match", "Matches", "Replace", "Split", "Count", "EnumerateMatches", "EnumerateSplits");

    private readonly Dictionary<ISymbol, ExpensiveKind> kinds = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol? regex;

    private ExpensiveObjects(CompilationContext compilation)
    {
        regex = compilation.Type(TypeNames.Texts.Regex);
        foreach (var (name, kind) in Types)
        {
            if (compilation.Type(name) is { } type)
                kinds[type] = kind;
        }
    }

    public bool IsEmpty => kinds.Count == 0;

    public static ExpensiveObjects For(CompilationContext compilation) => compilation.Get(c => new ExpensiveObjects(c));

    /// <summary>What an expression makes; null where it is nothing dear. Of the constructors for XML, those with nothing but a type keep what they write.</summary>
    public ExpensiveKind? MadeBy(IObjectCreationOperation creation)
    {
        if (creation.Type is not { Name: "JsonSerializerOptions" or "Regex" or "XmlSerializer" } type || !kinds.TryGetValue(type, out var kind))
            return null;

        return kind == ExpensiveKind.XmlSerializer && !creation.Constructor!.Parameters.Any(p => p.Type.Name is "XmlAttributeOverrides" or "XmlRootAttribute" || p.Type is IArrayTypeSymbol) ? null : kind;
    }

    /// <summary>Whether a call searches with a pattern that it is given as a text.</summary>
    public bool IsStaticSearch(IMethodSymbol method) => method.IsStatic && Searches.Contains(method.Name) && SymbolEqualityComparer.Default.Equals(method.ContainingType, regex);
}
