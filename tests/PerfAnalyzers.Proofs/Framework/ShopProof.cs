using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Shop;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Proofs.Framework;

/// <summary>What holds for every program that works with the shop: run before and after its fix, on databases chosen at random.</summary>
internal static class ShopProof
{
    private const int Seeds = 24;
    private const int Rows = 1000;

    /// <summary>The answers and the rows left behind are the same, and what is counted is no more than stated.</summary>
    public static async Task ExpectAsync(string rule, string name, Func<Outcome, int> count, int most)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        var before = CompiledProgram<RunInShop>.Compile(program.Before);
        var after = CompiledProgram<RunInShop>.Compile(program.After);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (expected, rows) = await RunAsync(seed, before);
            var (actual, rowsAfter) = await RunAsync(seed, after);
            Assert.True(expected.Answer == actual.Answer, $"Seed {seed}: expected\n{expected.Answer}\nbut was\n{actual.Answer}\nin\n{program.After}");
            Assert.True(rows == rowsAfter, $"Seed {seed}: expected the rows\n{rows}\nbut they were\n{rowsAfter}\nin\n{program.After}");
            Assert.True(count(actual) <= most, $"Seed {seed}: {count(actual)} instead of {count(expected)} in\n{program.After}");
        }
    }

    /// <summary>The table on the page of the rule.</summary>
    public static async Task ExpectTableAsync(string rule, string unit, Func<Outcome, long> count)
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(rule))
            measured.Add(await MeasuredTable.MeasureAsync(rule, name, Rows));

        Assert.DoesNotContain(measured, m => count(m.After) >= count(m.Before));
        MeasuredTable.Expect(rule, unit, count, measured);
    }

    /// <summary>The picture on the page of the rule: how time grows with the rows.</summary>
    public static async Task ExpectPictureAsync(string rule, string program, string title, string before, string after)
    {
        var path = $"docs/rules/{rule}.svg";
        if (!Repository.IsUpdate)
        {
            Assert.True(Repository.Exists(path), $"{path} is missing; set PERFANALYZERS_UPDATE=1 and run this test once.");
            return;
        }

        var measured = new List<Measurement>();
        foreach (var rows in new[] { 1, 250, 500, 750, 1000 })
            measured.Add(await MeasuredTable.MeasureAsync(rule, program, rows));

        Repository.Write(path, Plot.Draw(title, "orders",
        [
            new Curve(before, "#cf222e", [.. measured.Select(m => ((double)m.Rows, m.Before.Time.TotalMilliseconds))]),
            new Curve(after, "#0969da", [.. measured.Select(m => ((double)m.Rows, m.After.Time.TotalMilliseconds))]),
        ]));
    }

    private static async Task<(Outcome Outcome, string Rows)> RunAsync(int seed, CompiledProgram<RunInShop> program)
    {
        using var database = await ShopDatabase.RandomAsync(seed);
        return (await database.RunAsync(program.RunAsync), await database.ContentAsync());
    }
}
