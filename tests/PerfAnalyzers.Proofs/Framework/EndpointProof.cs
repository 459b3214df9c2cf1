using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Shop;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Proofs.Framework;

/// <summary>Programs that serve the shop over HTTP at <c>/orders</c>, asked before and after their fix.</summary>
internal static class EndpointProof
{
    private const string Address = "/orders";

    /// <summary>What a program answers to each of some addresses.</summary>
    public static async Task<(Outcome Before, Outcome[] After)> AskAsync(string rule, string name, int rows, params string[] after)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        using var database = await ShopDatabase.OfSizeAsync(rows);
        var before = await ShopServer.AskAsync(database, Compile(program.Before), Address);
        var map = Compile(program.After);
        var answers = new List<Outcome>();
        foreach (var query in after)
            answers.Add(await ShopServer.AskAsync(database, map, Address + query));

        return (before, [.. answers]);
    }

    /// <summary>The table on the page of the rule.</summary>
    public static async Task ExpectTableAsync(string rule, string unit, Func<Outcome, long> count, params int[] sizes)
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(rule))
        {
            foreach (var rows in sizes)
            {
                var (before, after) = await BestAsync(rule, name, rows);
                measured.Add(new Measurement(name, rows, before, after));
            }
        }

        Assert.DoesNotContain(measured, m => count(m.After) >= count(m.Before));
        MeasuredTable.Expect(rule, unit, count, measured);
    }

    /// <summary>What a program answers that no rule has changed.</summary>
    public static Task<Outcome> AskAsync(ShopDatabase database, string source) => ShopServer.AskAsync(database, Compile(source), Address);

    private static async Task<(Outcome Before, Outcome After)> BestAsync(string rule, string name, int rows)
    {
        var (before, after) = await AskAsync(rule, name, rows, "");
        for (var run = Repository.IsUpdate ? 4 : 0; run > 0; run--)
        {
            var (again, fixedAgain) = await AskAsync(rule, name, rows, "");
            before = again.Time < before.Time ? again : before;
            after[0] = fixedAgain[0].Time < after[0].Time ? fixedAgain[0] : after[0];
        }

        return (before, after[0]);
    }

    private static MapShop Compile(string source) => CompiledProgram<MapShop>.Compile(source, "Map").RunAsync;
}
