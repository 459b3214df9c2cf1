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

    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, object> services = new();

    private CompilationContext(Compilation compilation) => Compilation = compilation;

    public Compilation Compilation { get; }

    public static CompilationContext For(Compilation compilation) =>
        Contexts.GetValue(compilation, c => new CompilationContext(c));

    /// <summary>
    /// The type with this metadata name, or null when the compilation does not know it. Where several
    /// references declare it, the one that the code itself would bind to is taken.
    /// </summary>
    public INamedTypeSymbol? Type(string metadataName) => types.GetOrAdd(metadataName, FindType);

    /// <summary>The one <typeparamref name="T"/> of this compilation, made by <paramref name="create"/> when first asked for.</summary>
    public T Get<T>(Func<CompilationContext, T> create)
        where T : class =>
        (T)services.GetOrAdd(typeof(T), _ => create(this));

#pragma warning disable RS0030 // The one place that looks types up.
    private INamedTypeSymbol? FindType(string metadataName)
    {
        if (Compilation.GetTypeByMetadataName(metadataName) is { } unique)
            return unique;

        INamedTypeSymbol? visible = null;
        foreach (var candidate in Compilation.GetTypesByMetadataName(metadataName))
        {
            if (!Compilation.IsSymbolAccessibleWithin(candidate, Compilation.Assembly))
                continue;

            // Two visible types of one name: code that mentions it does not compile, so nothing can be said about it.
            if (visible is not null)
                return null;

            visible = candidate;
        }

        return visible;
    }
#pragma warning restore RS0030
}
