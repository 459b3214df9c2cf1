using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How much of what people write the rules about asynchrony find, in agent platforms and shops, and that they say nothing about tasks that are
/// complete, streams in memory, and code that serves nobody. The shapes are written without a look at what the rules know.
/// </summary>
public sealed class AsyncShapeTests
{
    private const double LeastFound = 0.95;

    private static readonly ShapeSuite Suite = new(
        "Asynchrony", "PERF1001", "PERF1002", "PERF1003", "PERF1004", "PERF1005", "PERF1006", "PERF1007", "PERF1008", "PERF1009");

    public static TheoryData<string> Costly => Suite.Names(areFound: true);

    public static TheoryData<string> Legitimate => Suite.Names(areFound: false);

    [Theory]
    [MemberData(nameof(Costly))]
    public async Task Reports_the_shape(string name) => Expect.None(await Suite.MissesAsync(Suite.Named(name)));

    [Theory]
    [MemberData(nameof(Legitimate))]
    public async Task StaysSilent_when_the_shape_is_right(string name) => Expect.None((await Suite.RunAsync(Suite.Named(name))).Select(f => f.ToString()));

    [Fact]
    public async Task Nearly_all_is_found()
    {
        var costly = Suite.Compiled(areFound: true).ToArray();
        Assert.InRange(costly.Length, 150, int.MaxValue);
        Assert.InRange(Suite.Compiled(areFound: false).Count(), 40, int.MaxValue);

        var missed = new List<string>();
        foreach (var shape in costly)
            missed.AddRange((await Suite.MissesAsync(shape)).Take(1));

        var found = 1 - (double)missed.Count / costly.Length;
        Assert.True(found >= LeastFound, $"{found:P1} of {costly.Length} are found. Missed:\n{string.Join('\n', missed)}");
    }
}
