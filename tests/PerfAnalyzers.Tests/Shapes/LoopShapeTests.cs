using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How much of what people write the rules about loops and stores find, and how often they warn about what is right. The shapes are
/// written without a look at what the rules know.
/// </summary>
public sealed class LoopShapeTests
{
    private const double LeastFound = 0.95;
    private const int MostFalseWarnings = 1;

    private static readonly string[] Rules = ["PERF1009", "PERF2001", "PERF2002", "PERF2003", "PERF2004", "PERF2016", "PERF2020"];

    private static readonly Lazy<Task<ImmutableArray<MetadataReference>>> AllReferences = new(async () =>
        [.. await References.Stores.ResolveAsync(LanguageNames.CSharp, CancellationToken.None), .. await LibraryStubs.AllAsync()]);

    public static TheoryData<string> Costly => [.. Shape.All.Where(s => s.Rule is not null).Select(s => s.Name)];

    public static TheoryData<string> Legitimate => [.. Shape.All.Where(s => s.Rule is null).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Costly))]
    public async Task Reports_the_shape(string name) => Expect.None(await MissesAsync(Named(name)));

    [Theory]
    [MemberData(nameof(Legitimate))]
    public async Task StaysSilent_when_the_shape_is_right(string name)
    {
        var shape = Named(name);
        Expect.None((await RunAsync(shape)).Where(f => f.Severity > DiagnosticSeverity.Info || f.Id != shape.Besides).Select(f => f.ToString()));
    }

    [Fact]
    public async Task Nearly_all_is_found_and_hardly_any_warning_is_false()
    {
        var costly = Shape.All.Where(s => s.Rule is not null && s.CSharp <= Requires.LatestCSharp).ToArray();
        var legitimate = Shape.All.Where(s => s.Rule is null && s.CSharp <= Requires.LatestCSharp).ToArray();
        Assert.InRange(costly.Length, 80, int.MaxValue);
        Assert.InRange(legitimate.Length, 60, int.MaxValue);

        var missed = new List<string>();
        foreach (var shape in costly)
            missed.AddRange(await MissesAsync(shape));

        var wrong = new List<string>();
        foreach (var shape in Shape.All.Where(s => s.CSharp <= Requires.LatestCSharp))
            wrong.AddRange((await RunAsync(shape)).Where(f => f.Severity == DiagnosticSeverity.Warning && !shape.Marked.Contains(Line(f))).Select(f => $"{shape.Name}: {f}"));

        var found = 1 - (double)missed.Count / costly.Length;
        Assert.True(found >= LeastFound, $"{found:P1} of {costly.Length} are found. Missed:\n{string.Join('\n', missed)}");
        Assert.True(wrong.Count <= MostFalseWarnings, $"{wrong.Count} warnings are false:\n{string.Join('\n', wrong)}");
    }

    private static Shape Named(string name)
    {
        var shape = Shape.All.Single(s => s.Name == name);
        Requires.CSharp(shape.CSharp);
        return shape;
    }

    private static async Task<IEnumerable<string>> MissesAsync(Shape shape)
    {
        var findings = await RunAsync(shape);
        return shape.Marked
            .Where(line => !findings.Any(f => f.Id == shape.Rule && Line(f) == line))
            .Select(line => $"{shape.Name}: line {line + 1} of\n{shape.Code}\nfound is {string.Join(", ", findings)}");
    }

    private static int Line(Diagnostic finding) => finding.Location.GetLineSpan().StartLinePosition.Line;

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(Shape shape)
    {
        var references = await AllReferences.Value;
        if (shape.Referenced is { } project)
            references = references.Add(Compile(references, ("Project.cs", project)).ToMetadataReference());

        var compilation = Compile(references, ("Model.cs", Shape.Model), ("Shop.cs", "global using Shop;"), ("Shape.cs", shape.Code));
        Expect.None(RuleRun.Errors(compilation).Select(e => $"{shape.Name}: {e}"));
        return [.. (await RuleRun.RunAsync(compilation)).Where(f => Rules.Contains(f.Id) && f.Location.SourceTree?.FilePath == "Shape.cs")];
    }

    private static CSharpCompilation Compile(ImmutableArray<MetadataReference> references, params (string, string)[] sources) =>
        RuleRun.Compile(references, sources, LanguageVersion.Latest);
}
