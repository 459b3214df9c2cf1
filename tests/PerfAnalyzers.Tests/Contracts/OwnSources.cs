using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>The sources of our own projects as compilations, to ask what refers to what.</summary>
internal static partial class OwnSources
{
    // Many tests ask about them, and what the compiler has bound it keeps.
    private static readonly Lazy<Task<CSharpCompilation>> Analyzers = new(() => CompileAsync("src/PerfAnalyzers"));

    private static readonly Lazy<Task<CSharpCompilation>> Fixes = new(async () =>
        (await CompileAsync("src/PerfAnalyzers.CodeFixes")).AddReferences((await AnalyzersAsync()).ToMetadataReference()));

    private const string SdkUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    /// <summary>The newest framework that tests have, as the compiler that they run on needs it, with the libraries.</summary>
    public static async Task<IEnumerable<MetadataReference>> ReferencesAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var libraries = await References.EfCore10.ResolveAsync(LanguageNames.CSharp, token);
        return libraries.Union(await References.AspNetCore10.ResolveAsync(LanguageNames.CSharp, token));
    }

    public static Task<CSharpCompilation> AnalyzersAsync() => Analyzers.Value;

    public static Task<CSharpCompilation> FixesAsync() => Fixes.Value;

    /// <summary>The sources of any folder; what they reference beside the framework and the compiler stays unbound.</summary>
    public static async Task<CSharpCompilation> CompileAsync(string folder)
    {
        Requires.CSharp(14);
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Repository.Files(folder, "*.cs")
            .Select(f => CSharpSyntaxTree.ParseText(SourceText.From(Repository.Read(f)), options, f))
            .Append(CSharpSyntaxTree.ParseText(SdkUsings + Settings(folder), options, folder + "/GlobalUsings.g.cs"));
        var compiler = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic && a.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Where(a => !a.GetName().Name!.Contains("Testing", StringComparison.Ordinal))
            .Append(typeof(System.Composition.SharedAttribute).Assembly)
            .Select(a => MetadataReference.CreateFromFile(a.Location));
        return CSharpCompilation.Create(
            Path.GetFileName(folder),
            trees,
            [.. await ReferencesAsync(), .. compiler],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string Settings(string folder)
    {
        var project = string.Concat(Repository.Files(folder, "*.csproj").Select(Repository.Read));
        var usings = Using().Matches(project).Select(m => $"global using {m.Groups[1].Value};\n");
        var friends = Friend().Matches(project).Select(m => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{m.Groups[1].Value}\")]\n");
        return string.Concat([.. usings, .. friends]);
    }

    [GeneratedRegex("<Using Include=\"([^\"]+)\"")]
    private static partial Regex Using();

    [GeneratedRegex("<InternalsVisibleTo Include=\"([^\"]+)\"")]
    private static partial Regex Friend();
}
