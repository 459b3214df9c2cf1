using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Framework;

/// <summary>
/// What all rules know about one compilation: its types by name, and the tables and facts built from them.
/// There is one per compilation, shared by every rule and fix, and it dies with the compilation.
/// </summary>
internal sealed class CompilationContext
{
    private static readonly ConditionalWeakTable<Compilation, CompilationContext> Contexts = new();

    private static readonly AnalyzerOptions NoOptions = new(ImmutableArray<AdditionalText>.Empty);

    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> types = new(TypeNameComparer.Instance);
    private readonly ConcurrentDictionary<string, INamespaceSymbol?> namespaces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, object> services = new();

    private CompilationContext(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Options = options;
    }

    public Compilation Compilation { get; }

    /// <summary>What the project gives to analyzers beside its code, which includes what users add to our tables.</summary>
    public AnalyzerOptions Options { get; }

    /// <param name="compilation">The compilation that is asked about.</param>
    /// <param name="options">Those of the project; who asks first decides, and all who can be first have the same.</param>
    public static CompilationContext For(Compilation compilation, AnalyzerOptions? options = null) =>
        Contexts.GetValue(compilation, c => new CompilationContext(c, options ?? NoOptions));

    /// <summary>
    /// The type with this metadata name, or null when the compilation does not know it. Where several references
    /// declare it, the visible one is taken; of several visible ones that of the assembly that is named for its namespace, as
    /// the others are copies, and a copy must not make a library unknown.
    /// </summary>
    public INamedTypeSymbol? Type(string metadataName) => types.TryGetValue(metadataName, out var type) ? type : types.GetOrAdd(metadataName, FindType);

    /// <summary>The one <typeparamref name="T"/> of this compilation, made by <paramref name="create"/> when first asked for.</summary>
    public T Get<T>(Func<CompilationContext, T> create)
        where T : class =>
        services.TryGetValue(typeof(T), out var service) ? (T)service : Add(create);

    // Apart from the question, which is asked all the time: a lambda in it would be made each time.
    private T Add<T>(Func<CompilationContext, T> create)
        where T : class =>
        (T)services.GetOrAdd(typeof(T), _ => create(this));

    /// <summary>
    /// Asks the namespace, which knows its types by name; the compilation would ask every reference for each of hundreds of names.
    /// </summary>
    private INamedTypeSymbol? FindType(string metadataName)
    {
        var nested = metadataName.Split('+');
        var dot = nested[0].LastIndexOf('.');
        var space = dot < 0 ? Compilation.GlobalNamespace : namespaces.GetOrAdd(nested[0].Substring(0, dot), FindNamespace);
        if (space is null)
            return null;

        var candidates = TypesOf(space, nested[0].Substring(dot + 1));
        foreach (var inner in nested.Skip(1))
            candidates = candidates.SelectMany(c => TypesOf(c, inner)).ToImmutableArray();

        if (candidates.Length < 2)
            return candidates.FirstOrDefault();

        return candidates.FirstOrDefault(c => SymbolEqualityComparer.Default.Equals(c.ContainingAssembly, Compilation.Assembly)) ?? candidates
            .Where(candidate => Compilation.IsSymbolAccessibleWithin(candidate, Compilation.Assembly))
            .OrderByDescending(candidate => LengthOfName(candidate.ContainingAssembly.Name, metadataName))
            .FirstOrDefault();
    }

    private static ImmutableArray<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container, string metadataName)
    {
        var tick = metadataName.LastIndexOf('`');
        return tick < 0
            ? container.GetTypeMembers(metadataName, 0)
            : container.GetTypeMembers(metadataName.Substring(0, tick), int.Parse(metadataName.Substring(tick + 1), CultureInfo.InvariantCulture));
    }

    private INamespaceSymbol? FindNamespace(string name)
    {
        var dot = name.LastIndexOf('.');
        var parent = dot < 0 ? Compilation.GlobalNamespace : namespaces.GetOrAdd(name.Substring(0, dot), FindNamespace);
        return parent?.GetMembers(name.Substring(dot + 1)).OfType<INamespaceSymbol>().FirstOrDefault();
    }

    /// <summary>Takes the end of a name for its number: the beginning is a namespace, which hundreds of names share, and every operation asks for several types.</summary>
    private sealed class TypeNameComparer : IEqualityComparer<string>
    {
        private const int End = 8;

        public static readonly TypeNameComparer Instance = new();

        public bool Equals(string x, string y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string name)
        {
            var number = name.Length;
            for (var i = Math.Max(0, name.Length - End); i < name.Length; i++)
                number = unchecked((number * 31) + name[i]);

            return number;
        }
    }

    /// <summary>How much of a type's name is the name of the assembly.</summary>
    private static int LengthOfName(string assembly, string type)
    {
        var same = 0;
        while (same < assembly.Length && same < type.Length && assembly[same] == type[same])
            same++;

        return same;
    }
}
