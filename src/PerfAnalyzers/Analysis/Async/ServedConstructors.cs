using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Declarations;
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

        var lives = Registrations(type, cancellationToken).ToList();
        return !lives.Contains(ServiceLife.Once) && (lives.Contains(ServiceLife.Anew) || IsTaken(type));
    }

    private bool IsTaken(INamedTypeSymbol type) => taken.Value.Contains(type) || type.AllInterfaces.Any(i => !i.DeclaringSyntaxReferences.IsEmpty && taken.Value.Contains(i));

    /// <summary>How long an object lives that the class is registered for, as often as it is.</summary>
    private IEnumerable<ServiceLife> Registrations(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var project in SourceProjects.Of(compilation))
        {
            foreach (var place in MentionIndex.For(project).Of(type.Name))
            {
                foreach (var word in place.Tree.GetRoot(cancellationToken).DescendantTokens(place.Span).Where(t => t.ValueText == type.Name && place.Span.Contains(t.Span)))
                {
                    if (word.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(i => Life(i) != ServiceLife.Unknown) is { } registration)
                        yield return Life(registration);
                }
            }
        }
    }

    private static ServiceLife Life(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
        ? ServiceRegistrations.LifeOf(name)
        : ServiceLife.Unknown;
}
