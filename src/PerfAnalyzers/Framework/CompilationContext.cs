using System.Collections.Concurrent;
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
    private readonly TypesByName own;
    private readonly TypesByName referenced;
    private readonly ConcurrentDictionary<Type, object> services = new();

    private CompilationContext(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Options = options;
        var references = compilation.SourceModule.ReferencedAssemblySymbols;
        var compiled = references.Where(IsCompiled).ToImmutableArray();
        own = new TypesByName(references.Where(reference => !IsCompiled(reference)).Prepend(compilation.Assembly).ToImmutableArray());
        referenced = TypesByName.Shared(compiled);
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

    private INamedTypeSymbol? FindType(string metadataName)
    {
        var candidates = own.Find(metadataName).AddRange(referenced.Find(metadataName));
        if (candidates.Length < 2)
            return candidates.FirstOrDefault();

        return candidates.FirstOrDefault(c => SymbolEqualityComparer.Default.Equals(c.ContainingAssembly, Compilation.Assembly)) ?? candidates
            .Where(candidate => Compilation.IsSymbolAccessibleWithin(candidate, Compilation.Assembly))
            .OrderByDescending(candidate => LengthOfName(candidate.ContainingAssembly.Name, metadataName))
            .FirstOrDefault();
    }

    private static bool IsCompiled(IAssemblySymbol assembly) => assembly.GetMetadata() is not null;

    /// <summary>How much of a type's name is the name of the assembly.</summary>
    private static int LengthOfName(string assembly, string type)
    {
        var same = 0;
        while (same < assembly.Length && same < type.Length && assembly[same] == type[same])
            same++;

        return same;
    }
}
