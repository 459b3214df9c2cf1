using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2001: the same answers from fewer queries.</summary>
public sealed class QueryInLoopProofs
{
    private const string Rule = "PERF2001";
    private const int Seeds = 24;

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Answers_the_same_from_fewer_queries(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);
        var before = CompiledProgram<RunInShop>.Compile(program.Before);
        var after = CompiledProgram<RunInShop>.Compile(program.After);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (expected, rows) = await RunAsync(seed, before);
            var (actual, rowsAfter) = await RunAsync(seed, after);
            Assert.True(expected.Answer == actual.Answer && rows == rowsAfter, $"Seed {seed}: expected\n{expected.Answer}\nbut was\n{actual.Answer}\nin\n{program.After}");
            Assert.True(actual.Queries <= 2, $"Seed {seed}: {actual.Queries} queries instead of {expected.Queries} in\n{program.After}");
        }
    }

    private static async Task<(Outcome Outcome, string Rows)> RunAsync(int seed, CompiledProgram<RunInShop> program)
    {
        using var database = await ShopDatabase.RandomAsync(seed);
        return (await database.RunAsync(program.RunAsync), await database.ContentAsync());
    }
}
