using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Knows the interfaces of a project that are implemented elsewhere: the repositories and clients of a layer that does not know its database.</summary>
internal sealed class Ports
{
    private readonly ImmutableArray<string> names;

    private Ports(CompilationContext compilation)
    {
        var slots = TokenSlots.For(compilation);
        var implementations = Implementations.For(compilation);
        names = compilation.Compilation.Assembly.AllTypes()
            .Where(t => t.TypeKind == TypeKind.Interface && !implementations.Subtypes(t).Any())
            .SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
            .Where(m => IsPort(m) && slots.Parameter(m) is not null)
            .Select(m => m.Name)
            .Distinct()
            .ToImmutableArray();
    }

    /// <summary>The names of the methods that can be told to stop and that nobody here implements.</summary>
    public static IEnumerable<string> NamesIn(CompilationContext compilation) => ProjectFacts.Get(compilation, c => new Ports(c)).names;

    /// <summary>Whether a method is declared in source to be implemented elsewhere, as far as it tells itself.</summary>
    public static bool IsPort(IMethodSymbol method) =>
        method is { IsAbstract: true, ContainingType.TypeKind: TypeKind.Interface } && !method.DeclaringSyntaxReferences.IsEmpty && method.Name.EndsWith("Async", StringComparison.Ordinal);
}
