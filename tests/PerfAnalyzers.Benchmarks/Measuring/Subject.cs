using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Benchmarks.Synthetic;
using PerfAnalyzers.Corpus;
using PerfAnalyzers.Corpus.References;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Benchmarks.Measuring;

/// <summary>Code to measure on. Each use takes a copy, as compilations, trees and what rules keep for them remember what was asked before.</summary>
internal sealed class Subject(string name, ImmutableArray<CSharpCompilation> projects)
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview, DocumentationMode.None);

    public string Name => name;

    public int Lines { get; } = projects.Sum(p => p.SyntaxTrees.Sum(t => t.GetText().Lines.Count));

    public static Subject Make(CodeKind kind, int lines)
    {
        var trees = SyntheticCode.Files(kind, lines).Select(f => CSharpSyntaxTree.ParseText(f.Text, Parse, f.Path)).Append(Usings);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false);
        var compilation = CSharpCompilation.Create("Bench", trees, kind == CodeKind.Server ? Server.Value : Plain.Value, options);
        var error = compilation.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        return error is null
            ? new Subject($"{kind}, {lines:#,0} lines", [compilation])
            : throw new InvalidOperationException($"The generated code does not compile: {error}");
    }

    /// <summary>The projects of a folder without those of tests.</summary>
    /// <exception cref="UserErrorException">The folder cannot be read.</exception>
    public static Subject Read(string folder)
    {
        var settings = new CorpusSettings { Folder = folder, Sequential = true };
        var all = CorpusRunner.Open(settings);
        var pool = new CompilationPool(all, ReferenceResolver.Default);
        var found = ImmutableArray.CreateBuilder<CSharpCompilation>();
        foreach (var project in all)
        {
            var compilation = pool.Create(project, CompilationPool.ReadFiles(project, []));
            if (!project.IsTest)
                found.Add(compilation.WithOptions(compilation.Options.WithConcurrentBuild(false)));

            pool.Done(project);
        }

        return new Subject(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), found.ToImmutable());
    }

    public IEnumerable<CSharpCompilation> Copy() => projects.Select(Copy);

    private static CSharpCompilation Copy(CSharpCompilation project) =>
        project.RemoveAllSyntaxTrees().AddSyntaxTrees(project.SyntaxTrees.Select(t => t.WithRootAndOptions(t.GetRoot(), t.Options)));

    private static SyntaxTree Usings => CSharpSyntaxTree.ParseText(
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """,
        Parse,
        "/bench/Usings.cs");

    private static Lazy<ImmutableArray<MetadataReference>> Server { get; } = new(() => Platform("System", "netstandard", "Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions"));

    private static Lazy<ImmutableArray<MetadataReference>> Plain { get; } = new(() => Platform("System", "netstandard"));

    /// <summary>Assemblies that this process runs on; not all, as one that is for benchmarks would tell the rules that this is a project of tests.</summary>
    private static ImmutableArray<MetadataReference> Platform(params string[] names) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => names.Any(n => Path.GetFileName(f).StartsWith(n, StringComparison.Ordinal)))
            .Select(f => MetadataReference.CreateFromFile(f)),
    ];
}
