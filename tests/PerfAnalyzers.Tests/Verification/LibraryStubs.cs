using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Tests.Verification;

/// <summary>
/// Libraries that tests have no copy of: assemblies with the names, types and signatures that our tables mention, written down from
/// their documentation. Nothing in them works; code only compiles against them.
/// </summary>
internal static partial class LibraryStubs
{
    private static readonly Lazy<Task<ImmutableArray<MetadataReference>>> Compiled = new(CompileAsync);
    private static readonly Lazy<Task<ImmutableArray<MetadataReference>>> CompiledOlder = new(CompileOlderAsync);

    /// <summary>Each as a file of metadata, as a package would bring it.</summary>
    public static Task<ImmutableArray<MetadataReference>> AllAsync() => Compiled.Value;

    /// <summary>All but one.</summary>
    public static async Task<ImmutableArray<MetadataReference>> AllButAsync(string name) => (await AllAsync()).RemoveAt(Names.IndexOf(name));

    /// <summary>One of them, by the name of the assembly.</summary>
    public static async Task<MetadataReference> OneAsync(string name) => (await AllAsync())[Names.IndexOf(name)];

    /// <summary>Versions before the packages that tests have, with members that later ones have no more.</summary>
    public static Task<ImmutableArray<MetadataReference>> OlderAsync() => CompiledOlder.Value;

    private static ImmutableDictionary<string, string> All => Sources.AddRange(Clients).AddRange(Stores).AddRange(Mappers).AddRange(Search);

    private static ImmutableArray<string> Names => [.. All.Keys.Order(StringComparer.Ordinal)];

    private static async Task<ImmutableArray<MetadataReference>> CompileAsync()
    {
        var framework = await References.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        return [.. Names.Select(name => Compile(name, All[name], framework))];
    }

    private static async Task<ImmutableArray<MetadataReference>> CompileOlderAsync()
    {
        var framework = await References.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        return [.. Older.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => Compile(o.Key, o.Value, framework))];
    }

    private static MetadataReference Compile(string name, string source, IEnumerable<MetadataReference> references)
    {
        const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Linq.Expressions; using System.Threading; using System.Threading.Tasks;\n";
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(Usings + source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations));
        using var file = new MemoryStream();
        var result = compilation.Emit(file);
        Assert.True(result.Success, $"{name}: {string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
        return MetadataReference.CreateFromImage(file.ToArray());
    }
}
