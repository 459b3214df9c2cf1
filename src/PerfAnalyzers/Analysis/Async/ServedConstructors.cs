using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Tells which constructors run again and again while requests wait: those of what a web framework makes for each request, of what is registered to be
/// made anew, and of what the former take, unless it is registered to be made once.
/// </summary>
internal sealed class ServedConstructors
{
    private readonly CompilationContext compilation;
    private readonly Lazy<ImmutableHashSet<ITypeSymbol>> taken;

    private ServedConstructors(CompilationContext compilation)
    {
        this.compilation = compilation;
        taken = new(() => compilation.Compilation.Assembly.AllTypes()
            .Where(RequestEntries.For(compilation).Hosts)
            .SelectMany(t => t.InstanceConstructors)
            .SelectMany(c => c.Parameters)
            .Select(p => p.Type)
            .ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default));
    }

    public static ServedConstructors For(CompilationContext compilation) => compilation.Get(c => new ServedConstructors(c));

    /// <summary>Whether an operation runs as part of such a constructor, and not in a function that is only declared there.</summary>
    public bool Hold(IOperation operation, CancellationToken cancellationToken)
    {
        if (!RequestEntries.For(compilation).MayExist
            || operation.SemanticModel is not { } model
            || AsyncMember.Around(operation.Syntax, model, cancellationToken) is not { Symbol: { MethodKind: MethodKind.Constructor, ContainingType: { IsAbstract: false } type } })
        {
            return false;
        }

        if (RequestEntries.For(compilation).Hosts(type))
            return true;

        var lives = ServiceLives.For(compilation).Registered(type, cancellationToken);
        return !lives.Contains(ServiceLife.Once) && (lives.Contains(ServiceLife.Anew) || IsTaken(type));
    }

    private bool IsTaken(INamedTypeSymbol type) => taken.Value.Contains(type) || type.AllInterfaces.Any(i => !i.DeclaringSyntaxReferences.IsEmpty && taken.Value.Contains(i));
}
