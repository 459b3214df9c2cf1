using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How much of what people write the rules about lists and queries find, and how often they warn about what is right. The shapes are
/// written without a look at what the rules know.
/// </summary>
public sealed class ListShapeTests
{
    private const double LeastFound = 0.95;
    private const int MostFalseWarnings = 1;

    private static readonly ShapeSuite Suite = new("Lists", "PERF2005", "PERF2006", "PERF2007", "PERF2009", "PERF2010", "PERF2011", "PERF2013", "PERF2014", "PERF2015", "PERF2018", "PERF2019", "PERF6001", "PERF6002");

    public static TheoryData<string> Costly => Suite.Names(areFound: true);

    public static TheoryData<string> Legitimate => Suite.Names(areFound: false);

    [Theory]
    [MemberData(nameof(Costly))]
    public async Task Reports_the_shape(string name) => Expect.None(await Suite.MissesAsync(Suite.Named(name)));

    [Theory]
    [MemberData(nameof(Legitimate))]
    public async Task StaysSilent_when_the_shape_is_right(string name)
    {
        var shape = Suite.Named(name);
        Expect.None((await Suite.RunAsync(shape)).Where(f => f.Severity > DiagnosticSeverity.Info || f.Id != shape.Besides).Select(f => f.ToString()));
    }

    [Fact]
    public async Task Nearly_all_is_found_and_hardly_any_warning_is_false()
    {
        var costly = Suite.Compiled(areFound: true).ToArray();
        Assert.InRange(costly.Length, 120, int.MaxValue);
        Assert.InRange(Suite.Compiled(areFound: false).Count(), 120, int.MaxValue);

        var missed = new List<string>();
        foreach (var shape in costly)
            missed.AddRange(await Suite.MissesAsync(shape));

        var wrong = new List<string>();
        foreach (var shape in Suite.Shapes.Where(s => s.CSharp <= Requires.LatestCSharp))
            wrong.AddRange((await Suite.RunAsync(shape)).Where(f => f.Severity == DiagnosticSeverity.Warning && !shape.Marked.Contains(ShapeSuite.Line(f))).Select(f => $"{shape.Name}: {f}"));

        var found = 1 - (double)missed.Count / costly.Length;
        Assert.True(found >= LeastFound, $"{found:P1} of {costly.Length} are found. Missed:\n{string.Join('\n', missed)}");
        Assert.True(wrong.Count <= MostFalseWarnings, $"{wrong.Count} warnings are false:\n{string.Join('\n', wrong)}");
    }
}
