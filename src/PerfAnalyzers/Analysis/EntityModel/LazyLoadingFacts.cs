using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// Tells whether reading a navigation queries. Two ways exist: proxies, which override virtual properties once they are switched
/// on, and entities that are handed a loader and use it in their getters.
/// </summary>
internal sealed class LazyLoadingFacts
{
    private readonly CompilationContext compilation;
    private readonly Lazy<bool> usesProxies;
    private readonly Lazy<bool> isSwitchedOff;

    private LazyLoadingFacts(CompilationContext compilation)
    {
        this.compilation = compilation;
        usesProxies = new(() => SourceProjects.Of(compilation).Any(p => p.Get(q => new ProxySwitch(q)).IsOn));
        isSwitchedOff = new(() => SourceProjects.Of(compilation).Any(p => p.Get(q => new LoadingSwitch(q)).IsOff));
    }

    public static LazyLoadingFacts For(CompilationContext compilation) => compilation.Get(c => new LazyLoadingFacts(c));

    public LazyLoading Of(INamedTypeSymbol entity, IPropertySymbol property)
    {
        if (HasLoader(entity))
            return IsAutomatic(property) is { } automatic ? (automatic ? ByProxy(entity, property) : IfOn(LazyLoading.Proven)) : LazyLoading.Possible;

        return ByProxy(entity, property);
    }

    private LazyLoading ByProxy(INamedTypeSymbol entity, IPropertySymbol property)
    {
        if (entity.IsSealed || property is not ({ IsVirtual: true } or { IsOverride: true, IsSealed: false }))
            return LazyLoading.Impossible;

        return usesProxies.Value ? IfOn(LazyLoading.Proven) : LazyLoading.Possible;
    }

    private LazyLoading IfOn(LazyLoading loading) => isSwitchedOff.Value ? LazyLoading.Possible : loading;

    /// <summary>Whether the entity is made with a loader: the service itself, or the delegate that stands for it.</summary>
    private bool HasLoader(INamedTypeSymbol entity)
    {
        var loader = compilation.Type(TypeNames.EfCore.LazyLoader);
        foreach (var type in EntityTypes.WithBases(entity))
        {
            foreach (var member in type.GetMembers())
            {
                var found = member switch
                {
                    IFieldSymbol field => IsLoader(field.Type, loader),
                    IPropertySymbol property => IsLoader(property.Type, loader),
                    IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.Parameters.Any(p => IsLoader(p.Type, loader)),
                    _ => false,
                };
                if (found)
                    return true;
            }
        }

        return false;
    }

    private static bool IsLoader(ITypeSymbol type, INamedTypeSymbol? loader) =>
        type.Is(loader)
        || type is INamedTypeSymbol { Name: "Action", TypeArguments: { Length: 2 } arguments }
            && arguments[0].SpecialType == SpecialType.System_Object
            && arguments[1].SpecialType == SpecialType.System_String;

    /// <summary>Whether the getter only reads its field; null when its code cannot be seen.</summary>
    private static bool? IsAutomatic(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax declaration)
            return null;

        return declaration.ExpressionBody is null
            && declaration.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration)) is { Body: null, ExpressionBody: null };
    }

    /// <summary>The places where a name is used in a project. Most files do not hold it, and searching their text is cheap.</summary>
    private static IEnumerable<SyntaxToken> Uses(CompilationContext project, string name)
    {
        foreach (var tree in project.Compilation.SyntaxTrees)
        {
            if (!tree.TryGetText(out var text) || text.ToString().IndexOf(name, StringComparison.Ordinal) < 0)
                continue;

            foreach (var token in tree.GetRoot().DescendantTokens())
            {
                if (token.Parent is IdentifierNameSyntax && token.ValueText == name)
                    yield return token;
            }
        }
    }

    /// <summary>Whether a project switches proxies on. Without the package of the proxies there is nothing to look for.</summary>
    private sealed class ProxySwitch
    {
        public ProxySwitch(CompilationContext project) =>
            IsOn = project.Type(TypeNames.EfCore.ProxiesExtensions) is not null && Uses(project, "UseLazyLoadingProxies").Any(PassesNoFalse);

        public bool IsOn { get; }

        private static bool PassesNoFalse(SyntaxToken name) =>
            name.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments.All(a => !a.Expression.IsKind(SyntaxKind.FalseLiteralExpression)) == true;
    }

    /// <summary>Whether a project switches lazy loading off for a context. Asked only where something loads lazily at all.</summary>
    private sealed class LoadingSwitch
    {
        public LoadingSwitch(CompilationContext project) =>
            IsOff = Uses(project, "LazyLoadingEnabled").Any(t => t.Parent?.Parent?.Parent is AssignmentExpressionSyntax { Right.RawKind: (int)SyntaxKind.FalseLiteralExpression });

        public bool IsOff { get; }
    }
}
