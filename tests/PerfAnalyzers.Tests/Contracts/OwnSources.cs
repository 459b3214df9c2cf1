using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>The sources of our own projects as compilations, to ask what refers to what.</summary>
internal static partial class OwnSources
{
    private const string SdkUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    public static Task<CSharpCompilation> AnalyzersAsync() => CompileAsync("src/PerfAnalyzers");

    public static async Task<CSharpCompilation> FixesAsync()
    {
        var analyzers = await AnalyzersAsync();
        return (await CompileAsync("src/PerfAnalyzers.CodeFixes")).AddReferences(analyzers.ToMetadataReference());
    }

    /// <summary>The sources of any folder; what they reference beside the framework and the compiler stays unbound.</summary>
    public static async Task<CSharpCompilation> CompileAsync(string folder)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Repository.Files(folder, "*.cs")
            .Select(f => CSharpSyntaxTree.ParseText(SourceText.From(Repository.Read(f)), options, f))
            .Append(CSharpSyntaxTree.ParseText(SdkUsings + ProjectUsings(folder), options, folder + "/GlobalUsings.g.cs"));
        var compiler = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic && a.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Where(a => !a.GetName().Name!.Contains("Testing", StringComparison.Ordinal))
            .Append(typeof(System.Composition.SharedAttribute).Assembly)
            .Select(a => MetadataReference.CreateFromFile(a.Location));
        return CSharpCompilation.Create(
            Path.GetFileName(folder),
            trees,
            [.. await RuleRun.ServerReferencesAsync(), .. compiler],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string ProjectUsings(string folder) => string.Concat(
        Repository.Files(folder, "*.csproj").SelectMany(f => Using().Matches(Repository.Read(f))).Select(m => $"global using {m.Groups[1].Value};\n"));

    [GeneratedRegex("<Using Include=\"([^\"]+)\"")]
    private static partial Regex Using();
}
