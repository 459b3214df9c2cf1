using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>A name with a typing mistake is a rule that never fires; here it is a red test.</summary>
public sealed partial class TypeNamesTests
{
    private static readonly ImmutableArray<string> Files = ["src/PerfAnalyzers/Knowledge/TypeNames.cs", "src/PerfAnalyzers/Knowledge/TypeNames.Stores.cs", "src/PerfAnalyzers/Knowledge/TypeNames.Cancellation.cs", "src/PerfAnalyzers/Knowledge/TypeNames.Hashes.cs", "src/PerfAnalyzers/Knowledge/TypeNames.Web.cs", "src/PerfAnalyzers/Knowledge/TypeNames.Clients.cs"];

    /// <summary>Names that are those of assemblies, and those of packages that tests have no copy of, compared by eye.</summary>
    private static readonly ImmutableHashSet<string> CheckedByEye =
        ["Microsoft.EntityFrameworkCore.ProxiesExtensions", Knowledge.TypeNames.EfCore.CosmosOptions, Knowledge.TypeNames.Http.ResilienceExtensions, Knowledge.TypeNames.Identity.DbContext, .. Knowledge.TypeNames.TestAssemblies, .. Knowledge.TypeNames.CommandLineAssemblies];

    /// <summary>What the assemblies are called that declare the names of a group.</summary>
    private static readonly ImmutableDictionary<string, string> Libraries = new Dictionary<string, string>
    {
        ["System"] = "System",
        ["Tasks"] = "System",
        ["Collections"] = "System",
        ["EfCore"] = "Microsoft.EntityFrameworkCore",
        ["AspNetCore"] = "Microsoft.AspNetCore",
        ["Ef6"] = "EntityFramework",
        ["Dapper"] = "Dapper",
        ["Grpc"] = "Grpc.",
        ["Files"] = "System",
    }.ToImmutableDictionary();

    [Fact]
    public async Task Every_name_is_that_of_a_type_in_the_real_library()
    {
        var known = await KnownTypesAsync();
        var wrong = from literal in await LiteralsAsync()
                    where (Files.Contains(literal.Path) || TypeName().IsMatch(literal.Text)) && !CheckedByEye.Contains(literal.Text)
                    where known.GetTypesByMetadataName(literal.Text).IsEmpty && !IsNamespace(known, literal.Text)
                    select $"{literal.Path}: {literal.Text}";
        Expect.None(wrong);
    }

    [Fact]
    public async Task Every_name_stands_in_the_group_of_its_library()
    {
        var known = await KnownTypesAsync();
        var wrong = from literal in await LiteralsAsync()
                    where Files.Contains(literal.Path) && Libraries.ContainsKey(literal.Group)
                    let type = known.GetTypesByMetadataName(literal.Text).FirstOrDefault()
                    where type is not null && !type.ContainingAssembly.Name.StartsWith(Libraries[literal.Group], StringComparison.Ordinal)
                    select $"{literal.Text} is declared by {type!.ContainingAssembly.Name}, not {literal.Group}";
        Expect.None(wrong);
    }

    /// <summary>Rows such as ("System.IO.File", "ReadLines"): the second is a member, or how the names of several begin.</summary>
    [Fact]
    public async Task Every_member_in_a_table_exists()
    {
        var known = await KnownTypesAsync();
        var wrong = new List<string>();
        foreach (var row in (await OwnSources.AnalyzersAsync()).SyntaxTrees.SelectMany(t => t.GetRoot().DescendantNodes()).OfType<TupleExpressionSyntax>())
        {
            var texts = row.Arguments.Select(a => (a.Expression as LiteralExpressionSyntax)?.Token.Value as string).ToArray();
            if (texts is not [{ } name, { } member, ..] || !TypeName().IsMatch(name))
                continue;

            var members = known.GetTypesByMetadataName(name).SelectMany(t => t.GetMembers());
            if (!members.Any(m => m.Name.StartsWith(member, StringComparison.Ordinal)))
                wrong.Add($"{row.SyntaxTree.FilePath}: {name} has no {member}");
        }

        Expect.None(wrong);
    }

    [Fact]
    public async Task Every_name_is_used()
    {
        var compilation = await OwnSources.AnalyzersAsync();
        var names = compilation.GetTypeByMetadataName("PerfAnalyzers.Knowledge.TypeNames")!;
        var unused = names.GetTypeMembers().Prepend(names).SelectMany(t => t.GetMembers().OfType<IFieldSymbol>()).Select(f => f.ToDisplayString()).ToHashSet(StringComparer.Ordinal);
        var spellings = names.GetTypeMembers().Prepend(names).SelectMany(t => t.MemberNames).ToHashSet(StringComparer.Ordinal);
        foreach (var part in new[] { compilation, await OwnSources.FixesAsync() })
        {
            foreach (var tree in part.SyntaxTrees)
            {
                var model = part.GetSemanticModel(tree);
                foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(n => spellings.Contains(n.Identifier.ValueText)))
                {
                    if (model.GetSymbolInfo(name).Symbol is IFieldSymbol field)
                        unused.Remove(field.ToDisplayString());
                }
            }
        }

        Expect.None(unused);
    }

    private static async Task<Compilation> KnownTypesAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var newest = (await OwnSources.ReferencesAsync()).Union(await References.Stores.ResolveAsync(LanguageNames.CSharp, token));
        var older = (await References.OlderStores.ResolveAsync(LanguageNames.CSharp, token)).Where(r => r.Display!.Contains("6.4.0", StringComparison.Ordinal));
        return RuleRun.Compile([.. newest, .. older, .. await LibraryStubs.AllAsync(), .. await LibraryStubs.OlderAsync(), MetadataReference.CreateFromFile(typeof(TestContext).Assembly.Location)]);
    }

    private static async Task<(string Path, string Group, string Text)[]> LiteralsAsync()
    {
        var compilation = await OwnSources.AnalyzersAsync();
        return [.. compilation.SyntaxTrees
            .SelectMany(t => t.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Where(l => l.Token.Value is string)
            .Select(l => (l.SyntaxTree.FilePath, l.FirstAncestorOrSelf<ClassDeclarationSyntax>()?.Identifier.Text ?? "", (string)l.Token.Value!))];
    }

    private static bool IsNamespace(Compilation known, string name)
    {
        INamespaceSymbol? current = known.GlobalNamespace;
        foreach (var part in name.Split('.'))
            current = current?.GetNamespaceMembers().FirstOrDefault(n => n.Name == part);

        return current is not null;
    }

    [GeneratedRegex(@"^(System|Microsoft)(\.[A-Z]\w*)+(`\d)?(\+\w+(`\d)?)*$")]
    private static partial Regex TypeName();
}
