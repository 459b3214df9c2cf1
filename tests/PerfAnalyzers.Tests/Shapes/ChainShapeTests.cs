using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How many chains of calls the fixes about asynchrony convert, from the place that waits up to the framework that calls. What they
/// convert compiles, and awaits everything.
/// </summary>
public sealed class ChainShapeTests
{
    private const double LeastOffered = 0.85;

    private static readonly ImmutableArray<Shape> Chains = Shape.In("Chains");

    public static TheoryData<string> Names => [.. Chains.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fixes_the_chain_or_leaves_it_alone(string name)
    {
        var chain = Chains.Single(s => s.Name == name);
        Requires.CSharp(chain.CSharp);
        Expect.None(await (await FixedChain.OfAsync(chain)).WrongAsync());
    }

    [Fact]
    public async Task Most_chains_can_be_fixed()
    {
        var chains = Chains.Where(s => s.CSharp <= Requires.LatestCSharp).ToArray();
        Assert.InRange(chains.Length, 60, int.MaxValue);
        var left = new List<string>();
        foreach (var chain in chains)
        {
            if (!(await FixedChain.OfAsync(chain)).WasOffered)
                left.Add(chain.Name);
        }

        var offered = 1 - (double)left.Count / chains.Length;
        Assert.True(offered >= LeastOffered, $"A fix is offered for {offered:P1} of {chains.Length}. Not for: {string.Join(", ", left)}");
    }
}
