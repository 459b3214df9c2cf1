using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The shapes that a family of rules is measured with, and how much of them it has to get right.</summary>
public interface IShapes
{
    /// <summary>The folder of the shapes.</summary>
    static abstract string Folder { get; }

    static abstract ImmutableArray<string> Rules { get; }

    /// <summary>How many shapes to be found there are at least.</summary>
    static abstract int LeastCostly { get; }

    /// <summary>How many shapes that are right there are at least.</summary>
    static abstract int LeastLegitimate { get; }

    /// <summary>Whether a suggestion of another rule is no mistake where the shape says so: <c>silent besides PERF2001</c>.</summary>
    static virtual bool MaySuggest => false;

    /// <summary>How many warnings may be false in all.</summary>
    static virtual int MostFalseWarnings => 1;
}

/// <summary>
/// How much of what people write a family of rules finds, and how often it warns about what is right. The shapes are written without a look at what
/// the rules know.
/// </summary>
public abstract class ShapeTests<TShapes>
    where TShapes : IShapes
{
    private const double LeastFound = 0.95;

    private static readonly ShapeSuite Suite = new(TShapes.Folder, TShapes.Rules);

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
        Expect.None((await Suite.RunAsync(shape)).Where(f => !TShapes.MaySuggest || f.Severity > DiagnosticSeverity.Info || f.Id != shape.Besides).Select(f => f.ToString()));
    }

    [Fact]
    public async Task Nearly_all_is_found_and_hardly_any_warning_is_false()
    {
        var costly = Suite.Compiled(areFound: true).ToArray();
        Assert.InRange(costly.Length, TShapes.LeastCostly, int.MaxValue);
        Assert.InRange(Suite.Compiled(areFound: false).Count(), TShapes.LeastLegitimate, int.MaxValue);

        var missed = new List<string>();
        foreach (var shape in costly)
            missed.AddRange((await Suite.MissesAsync(shape)).Take(1));

        var wrong = new List<string>();
        foreach (var shape in Suite.Shapes.Where(s => s.CSharp <= Requires.LatestCSharp))
            wrong.AddRange((await Suite.RunAsync(shape)).Where(f => f.Severity == DiagnosticSeverity.Warning && !shape.Marked.Contains(ShapeSuite.Line(f))).Select(f => $"{shape.Name}: {f}"));

        var found = 1 - (double)missed.Count / costly.Length;
        Assert.True(found >= LeastFound, $"{found:P1} of {costly.Length} are found. Missed:\n{string.Join('\n', missed)}");
        Assert.True(wrong.Count <= TShapes.MostFalseWarnings, $"{wrong.Count} warnings are false:\n{string.Join('\n', wrong)}");
    }
}
