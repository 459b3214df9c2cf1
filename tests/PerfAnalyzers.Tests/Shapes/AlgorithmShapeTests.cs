using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How much of what people write in parsers, games, reports and the like the rules about algorithms find, and how often they warn about what is
/// right.
/// </summary>
public sealed class AlgorithmShapeTests
{
    private const double LeastFound = 0.95;
    private const int MostFalseWarnings = 1;

    private static readonly ShapeSuite Suite = new("Algorithms", "PERF4001", "PERF4002", "PERF4003", "PERF4004", "PERF4005", "PERF4006", "PERF4007", "PERF4008", "PERF4009", "PERF4010");

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
        Assert.InRange(costly.Length, 150, int.MaxValue);
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
