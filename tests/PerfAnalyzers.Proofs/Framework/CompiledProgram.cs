using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Proofs.Framework;

/// <summary>A program that was compiled in this process: its <c>Program.RunAsync</c>, or another method, ready to be called.</summary>
internal sealed class CompiledProgram<TDelegate>
    where TDelegate : Delegate
{
    private CompiledProgram(TDelegate run) => RunAsync = run;

    public TDelegate RunAsync { get; }

    public static CompiledProgram<TDelegate> Compile(string source, string method = "RunAsync")
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = new[] { source, CompiledProgram.Usings }.Select(text => CSharpSyntaxTree.ParseText(text, options));
        var compilation = CSharpCompilation.Create($"Program{Guid.NewGuid():N}", trees, CompiledProgram.References, CompiledProgram.Options);
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        var complaints = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString());
        Assert.True(result.Success, string.Join('\n', complaints) + "\n" + source);
        assembly.Position = 0;
        var program = new AssemblyLoadContext(null).LoadFromStream(assembly).GetType("Program")!;
        return new CompiledProgram<TDelegate>(program.GetMethod(method)!.CreateDelegate<TDelegate>());
    }
}

/// <summary>What programs are compiled with: a project of this framework with the usual settings and the packages at hand.</summary>
internal static class CompiledProgram
{
    // Packages that would make it a project of tests, and the compiler itself, are none of a server's references.
    private static readonly string[] NotOfServers = ["xunit", "testhost", "Microsoft.TestPlatform", "Microsoft.VisualStudio", "Microsoft.CodeAnalysis", "PerfAnalyzers.CodeFixes", "PerfAnalyzers.dll"];

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        optimizationLevel: OptimizationLevel.Release);

    public static string Usings => """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !NotOfServers.Any(n => Path.GetFileName(path).StartsWith(n, StringComparison.OrdinalIgnoreCase)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
