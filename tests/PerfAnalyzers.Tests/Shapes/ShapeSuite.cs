using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The shapes of one folder, and what the rules that they are about say of them.</summary>
internal sealed class ShapeSuite
{
    /// <summary>The file that findings are looked for in.</summary>
    public const string Path = "Shape.cs";

    /// <summary>In a project that runs in a browser there are no servers.</summary>
    private const string Browser = "Microsoft.AspNetCore.Components.WebAssembly";

    private static readonly Lazy<Task<ImmutableArray<MetadataReference>>> AllReferences = new(async () =>
        [.. await Verification.References.Stores.ResolveAsync(LanguageNames.CSharp, CancellationToken.None), .. await LibraryStubs.AllButAsync(Browser)]);

    private readonly ConcurrentDictionary<string, Lazy<Task<ImmutableArray<Diagnostic>>>> findings = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string> ids;
    private readonly ImmutableArray<DiagnosticAnalyzer> analyzers;

    public ShapeSuite(string folder, params ImmutableArray<string> ids)
    {
        Shapes = Shape.In(folder);
        this.ids = ids;
        analyzers = [.. ids.Select(id => ShippedRule.WithId(id).Analyzer)];
    }

    public ImmutableArray<Shape> Shapes { get; }

    public static Task<ImmutableArray<MetadataReference>> ReferencesAsync() => AllReferences.Value;

    /// <summary>The names of those to be found, or of those to be left alone.</summary>
    public TheoryData<string> Names(bool areFound) => [.. Shapes.Where(s => s.IsFound == areFound && !s.IsUnseen).Select(s => s.Name)];

    public Shape Named(string name)
    {
        var shape = Shapes.Single(s => s.Name == name);
        Requires.CSharp(shape.CSharp);
        return shape;
    }

    public IEnumerable<Shape> Compiled(bool areFound) => Shapes.Where(s => s.IsFound == areFound && s.CSharp <= Requires.LatestCSharp);

    public static int Line(Diagnostic finding) => finding.Location.GetLineSpan().StartLinePosition.Line;

    /// <summary>What of the shape is not found, one entry a line.</summary>
    public async Task<IEnumerable<string>> MissesAsync(Shape shape)
    {
        var found = await RunAsync(shape);
        var missed = shape.Marked.Where(line => !found.Any(f => shape.Rules.Contains(f.Id) && Line(f) == line));
        return missed.Select(line => $"{shape.Name}: line {line + 1} of\n{shape.Code}\nfound is {string.Join(", ", found)}");
    }

    public Task<ImmutableArray<Diagnostic>> RunAsync(Shape shape) => findings.GetOrAdd(shape.Name, _ => new(() => FindAsync(shape))).Value;

    private async Task<ImmutableArray<Diagnostic>> FindAsync(Shape shape)
    {
        var references = await AllReferences.Value;
        if (shape.Referenced is { } project)
            references = references.Add(Compile(references, ("Project.cs", project)).ToMetadataReference());

        var compilation = Compile(references, ("Model.cs", Shape.Model), ("Trades.cs", Shape.Trades), ("Shop.cs", Shape.Import), (Path, shape.Code));
        Expect.None(RuleRun.Errors(compilation).Select(e => $"{shape.Name}: {e}"));
        return [.. (await RuleRun.RunAsync(compilation, analyzers)).Where(f => ids.Contains(f.Id) && f.Location.SourceTree?.FilePath == Path)];
    }

    private static CSharpCompilation Compile(ImmutableArray<MetadataReference> references, params (string, string)[] sources) =>
        RuleRun.Compile(references, sources, LanguageVersion.Latest);
}
