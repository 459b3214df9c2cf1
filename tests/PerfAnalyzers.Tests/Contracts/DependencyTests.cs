using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.CodeFixes.Framework;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>Layers refer downwards only, and rules not to each other. The layers are told in docs/architecture.md.</summary>
public sealed class DependencyTests
{
    private static readonly ImmutableArray<string> Layers = ["Names", "Framework", "Knowledge", "Analysis", "Rules", "OptionCatalog"];

    private static readonly ImmutableArray<string> FixLayers = ["Framework", "Rewriting", "Rules"];

    private static readonly Lazy<Task<(INamedTypeSymbol User, INamedTypeSymbol Used)[]>> InAnalyzers = new(async () => [.. Uses(await OwnSources.AnalyzersAsync()).Distinct()]);

    private static readonly Lazy<Task<(INamedTypeSymbol User, INamedTypeSymbol Used)[]>> InFixes = new(async () => [.. Uses(await OwnSources.FixesAsync()).Distinct()]);

    [Fact]
    public async Task Analyzers_refer_downwards()
    {
        var wrong = from use in await InAnalyzers.Value
                    let user = Layers.IndexOf(LayerOf(use.User))
                    let used = Layers.IndexOf(LayerOf(use.Used))
                    where used > user && !(use.Used.Name == nameof(OptionCatalog) && use.User.Name == "InvalidConfigurationAnalyzer")
                    select $"{use.User} uses {use.Used}";
        Expect.None(wrong);
    }

    [Fact]
    public async Task Fixes_refer_downwards()
    {
        var wrong = from use in await InFixes.Value
                    where use.Used.ContainingAssembly.Name == "PerfAnalyzers.CodeFixes"
                    let user = FixLayers.IndexOf(FixLayerOf(use.User))
                    let used = FixLayers.IndexOf(FixLayerOf(use.Used))
                    where used > user
                    select $"{use.User} uses {use.Used}";
        Expect.None(wrong);
    }

    [Fact]
    public async Task Rules_do_not_refer_to_each_other()
    {
        var wrong = from use in (await InAnalyzers.Value).Concat(await InFixes.Value)
                    where use.User.Name != nameof(OptionCatalog)
                    let user = Stem(use.User)
                    let used = Stem(use.Used)
                    where user is not null && used is not null && user != used
                    select $"{use.User} uses {use.Used}";
        Expect.None(wrong);
    }

    [Fact]
    public async Task Own_sources_bind_completely_here()
    {
        foreach (var compilation in new[] { await OwnSources.AnalyzersAsync(), await OwnSources.FixesAsync() })
            Expect.None(RuleRun.Errors(compilation).Select(e => e.ToString()));
    }

    [Fact]
    public void Analyzers_need_no_workspace()
    {
        var references = typeof(RuleAnalyzer).Assembly.GetReferencedAssemblies().Select(a => a.Name);
        Assert.DoesNotContain(references, name => name!.Contains("Workspaces", StringComparison.Ordinal) || name.Contains("Composition", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(RuleAnalyzer))]
    [InlineData(typeof(RuleCodeFix))]
    public void Assemblies_need_no_more_than_the_oldest_host_carries(Type type)
    {
        foreach (var reference in type.Assembly.GetReferencedAssemblies())
        {
            var most = reference.Name switch
            {
                var name when name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) => new Version(4, 5, 0, 0),
                "System.Collections.Immutable" or "System.Reflection.Metadata" => new Version(8, 0, 0, 0),
                "netstandard" => new Version(2, 0, 0, 0),
                _ => new Version(8, 0, 0, 0),
            };
            Assert.True(reference.Version <= most, $"{type.Assembly.GetName().Name} needs {reference.Name} {reference.Version}; the oldest host has {most}.");
        }
    }

    private static IEnumerable<(INamedTypeSymbol User, INamedTypeSymbol Used)> Uses(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is not { } declaration
                    || Outermost(model.GetDeclaredSymbol(declaration) as INamedTypeSymbol) is not { } user)
                {
                    continue;
                }

                var symbol = model.GetSymbolInfo(name).Symbol;
                var used = Outermost(symbol as INamedTypeSymbol ?? symbol?.ContainingType);
                if (used is not null && IsOurs(used) && !SymbolEqualityComparer.Default.Equals(user, used))
                    yield return (user, used);
            }
        }
    }

    private static INamedTypeSymbol? Outermost(INamedTypeSymbol? type)
    {
        while (type?.ContainingType is { } outer)
            type = outer;

        return type?.OriginalDefinition;
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type.ContainingAssembly?.Name is "PerfAnalyzers" or "PerfAnalyzers.CodeFixes" && type.ContainingNamespace.ToDisplayString().StartsWith("PerfAnalyzers", StringComparison.Ordinal);

    private static string LayerOf(INamedTypeSymbol type) => type.Name switch
    {
        nameof(RuleIds) or "TypeNames" => "Names",
        nameof(OptionCatalog) => "OptionCatalog",
        _ => NamespacePart(type, 1) is var layer && Layers.Contains(layer) ? layer : throw new InvalidOperationException($"{type} lies in no layer."),
    };

    private static string FixLayerOf(INamedTypeSymbol type) =>
        NamespacePart(type, 2) is var layer && FixLayers.Contains(layer) ? layer : throw new InvalidOperationException($"{type} lies in no layer.");

    private static string NamespacePart(INamedTypeSymbol type, int index) =>
        type.ContainingNamespace.ToDisplayString().Split('.').ElementAtOrDefault(index) ?? "";

    /// <summary>The rule that a type belongs to, null for what belongs to none.</summary>
    private static string? Stem(INamedTypeSymbol type)
    {
        if (!type.ContainingNamespace.ToDisplayString().Contains(".Rules", StringComparison.Ordinal))
            return null;

        return ShippedRule.All.FirstOrDefault(r => type.Name.StartsWith(r.Stem, StringComparison.Ordinal))?.Stem;
    }
}
