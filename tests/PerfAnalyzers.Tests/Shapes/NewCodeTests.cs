using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>A folder of code that was written before anybody looked at what the rules know.</summary>
public interface INewCode
{
    /// <summary>The folder of the shapes.</summary>
    static abstract string Folder { get; }

    /// <summary>The file with the types that all of them know.</summary>
    static abstract string Model { get; }

    /// <summary>What every file has in scope besides.</summary>
    static virtual string Import => "";

    /// <summary>Whether what is not marked is right, so that nothing is said of it.</summary>
    static virtual bool IsMarkedInFull => false;
}

/// <summary>
/// All rules run over code that was written before anybody looked at what they know, in the newest C#. What is marked <c>unseen</c> is not found yet,
/// or is reported at another line, by another rule or as a guess only.
/// </summary>
public abstract class NewCodeTests<TCode>
    where TCode : INewCode
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

    private static readonly ImmutableArray<Shape> Shapes = Shape.In(TCode.Folder);
    private static readonly string Model = Repository.Read($"tests/PerfAnalyzers.Tests/Shapes/{TCode.Model}");

    public static TheoryData<string> Costly => [.. Shapes.Where(s => s.IsFound && !s.IsUnseen).Select(s => s.Name)];

    public static TheoryData<string> Legitimate => [.. Shapes.Where(s => !s.IsFound).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Costly))]
    public async Task Reports_the_shape(string name)
    {
        var (shape, found) = await RunAsync(name);
        var missed = shape.Marked.Where(line => !found.Any(f => shape.Rules.Contains(f.Id) && ShapeSuite.Line(f) == line));
        Expect.None(missed.Select(line => $"line {line + 1} of\n{shape.Code}\nfound is {string.Join(", ", found)}"));

        if (TCode.IsMarkedInFull)
            Expect.None(found.Where(f => f.Descriptor.IsEnabledByDefault && !shape.Expected.Contains(ShapeSuite.Line(f)) && f.Id != shape.Besides).Select(f => $"not marked: {f}"));
    }

    [Theory]
    [MemberData(nameof(Legitimate))]
    public async Task StaysSilent_when_the_shape_is_right(string name)
    {
        var (shape, found) = await RunAsync(name);
        Expect.None(found.Where(f => !IsOfApplication(f) && (f.Severity > DiagnosticSeverity.Info || f.Id != shape.Besides)).Select(f => f.ToString()));
    }

    /// <summary>A piece of code is no application: what one lacks as a whole (PERF6003, PERF6004) says nothing about the piece.</summary>
    private static bool IsOfApplication(Diagnostic found) => found.Id is RuleIds.MissingCompression or RuleIds.MissingRateLimit && found.Severity == DiagnosticSeverity.Info;

    private static async Task<(Shape Shape, IReadOnlyList<Diagnostic> Found)> RunAsync(string name)
    {
        Requires.CSharp(CSharp);
        var shape = Shapes.Single(s => s.Name == name);
        var compilation = RuleRun.Compile(
            await (shape.IsLibrary ? Library.Value : ShapeSuite.ReferencesAsync()),
            [("Model.cs", Model), ("Usings.cs", TCode.Import + Usings + (shape.IsLibrary ? "" : WebUsings)), (ShapeSuite.Path, shape.Code)],
            LanguageVersion.Latest);
        Expect.None(RuleRun.Errors(compilation).Select(e => $"{name}: {e}"));
        var found = await RuleRun.RunAsync(compilation, RuleRun.AllRules);
        return (shape, [.. found.Where(f => f.Location.SourceTree?.FilePath == ShapeSuite.Path)]);
    }

    private static string File(MetadataReference reference) => Path.GetFileName(reference.Display ?? "");
}
