using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How a shop, a hospital, a school, a carrier, a forum, a game and a billing office wait, cancel, retry and search: in classes with constructors, handlers,
/// repositories, jobs and endpoints, written before anybody looked at what the rules know. What is marked <c>unseen</c> is not found yet, or is reported at
/// another line, by another rule or as a guess only.
/// </summary>
public sealed class BusinessShapeTests
{
    private const int CSharp = 13;

    private const string Usings = """
        global using Business;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.EntityFrameworkCore;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly string Model = Repository.Read("tests/PerfAnalyzers.Tests/Shapes/business.shapes");

    /// <summary>Those of asynchrony, resilience and algorithms, by the numbers of their rules; the others in the folder have a model of their own.</summary>
    private static readonly ImmutableArray<Shape> Shapes = [.. Shape.In("Business").Where(s => s.Name is ['A', '1', ..] or ['R', '3', ..] or ['G', '4', ..])];

    public static TheoryData<string> Costly => [.. Shapes.Where(s => s.IsFound && !s.IsUnseen).Select(s => s.Name)];

    public static TheoryData<string> Legitimate => [.. Shapes.Where(s => !s.IsFound).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Costly))]
    public async Task Reports_the_shape(string name)
    {
        var (shape, found) = await RunAsync(name);
        var missed = shape.Marked.Where(line => !found.Any(f => shape.Rules.Contains(f.Id) && ShapeSuite.Line(f) == line));
        Expect.None(missed.Select(line => $"line {line + 1} of\n{shape.Code}\nfound is {string.Join(", ", found)}"));
    }

    [Theory]
    [MemberData(nameof(Legitimate))]
    public async Task StaysSilent_when_the_shape_is_right(string name)
    {
        var (shape, found) = await RunAsync(name);
        Expect.None(found.Where(f => f.Severity > DiagnosticSeverity.Info || f.Id != shape.Besides).Select(f => f.ToString()));
    }

    private static async Task<(Shape Shape, IReadOnlyList<Diagnostic> Found)> RunAsync(string name)
    {
        Requires.CSharp(CSharp);
        var shape = Shapes.Single(s => s.Name == name);
        var compilation = RuleRun.Compile(
            await ShapeSuite.ReferencesAsync(),
            [("Model.cs", Model), ("Usings.cs", Usings), (ShapeSuite.Path, shape.Code)],
            LanguageVersion.Latest);
        Expect.None(RuleRun.Errors(compilation).Select(e => $"{name}: {e}"));
        var found = await RuleRun.RunAsync(compilation, RuleRun.AllRules);
        return (shape, [.. found.Where(f => f.Location.SourceTree?.FilePath == ShapeSuite.Path)]);
    }
}
