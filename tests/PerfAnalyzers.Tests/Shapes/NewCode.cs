using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// Code that was written before anybody looked at what the rules know, in the newest C#. All rules run over it; what is marked <c>unseen</c> is not
/// found yet, or is reported at another line or by another rule.
/// </summary>
/// <param name="folder">Where the shapes are.</param>
/// <param name="files">Which of its files.</param>
/// <param name="model">The file with the types that all of them know.</param>
internal sealed class NewCode(string folder, string files, string model)
{
    private const int CSharp = 13;

    private const string Usings = """
        global using Microsoft.EntityFrameworkCore;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Logging;

        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.Hosting;

        """;

    private static readonly Lazy<Task<ImmutableArray<MetadataReference>>> Library = new(async () =>
        [.. (await ShapeSuite.ReferencesAsync()).Where(r => !File(r).StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) && !File(r).StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal))]);

    private readonly ImmutableArray<Shape> shapes = Shape.In(folder, files);
    private readonly string model = Repository.Read($"tests/PerfAnalyzers.Tests/Shapes/{model}");

    /// <summary>What every file has in scope besides.</summary>
    public string Import { get; init; } = "";

    public TheoryData<string> Costly => [.. shapes.Where(s => s.IsFound && !s.IsUnseen).Select(s => s.Name)];

    public TheoryData<string> Legitimate => [.. shapes.Where(s => !s.IsFound).Select(s => s.Name)];

    public async Task ReportsAsync(string name)
    {
        var (shape, found) = await RunAsync(name);
        var missed = shape.Marked.Where(line => !found.Any(f => shape.Rules.Contains(f.Id) && ShapeSuite.Line(f) == line));
        Expect.None(missed.Select(line => $"line {line + 1} of\n{shape.Code}\nfound is {string.Join(", ", found)}"));
    }

    public async Task SilentAsync(string name)
    {
        var (shape, found) = await RunAsync(name);
        Expect.None(found.Where(f => f.Severity > DiagnosticSeverity.Info || f.Id != shape.Besides).Select(f => f.ToString()));
    }

    private async Task<(Shape Shape, IReadOnlyList<Diagnostic> Found)> RunAsync(string name)
    {
        Requires.CSharp(CSharp);
        var shape = shapes.Single(s => s.Name == name);
        var compilation = RuleRun.Compile(
            await (shape.IsLibrary ? Library.Value : ShapeSuite.ReferencesAsync()),
            [("Model.cs", model), ("Usings.cs", Import + Usings + (shape.IsLibrary ? "" : WebUsings)), (ShapeSuite.Path, shape.Code)],
            LanguageVersion.Latest);
        Expect.None(RuleRun.Errors(compilation).Select(e => $"{name}: {e}"));
        var found = await RuleRun.RunAsync(compilation, RuleRun.AllRules);
        return (shape, [.. found.Where(f => f.Location.SourceTree?.FilePath == ShapeSuite.Path)]);
    }

    private static string File(MetadataReference reference) => Path.GetFileName(reference.Display ?? "");
}
