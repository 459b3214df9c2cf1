using System.Diagnostics;
using System.Globalization;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Shop;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Proofs.Memory;

/// <summary>What a program that works on lists in memory is called with.</summary>
public delegate Task RunInMemory(List<Item> items, List<Item> others, TextWriter output);

/// <summary>What holds for every program that works on lists: run before and after its fix, on lists chosen at random and on long ones.</summary>
internal static class MemoryProof
{
    private const int Seeds = 240;
    private const int Long = 10_000;

    // For the page: at the longest, what takes a minute or more before the fix is run after it only.
    private static readonly int[] Stated = [1_000, Long, 100_000];

    // What every run compares with the page, and how it grows; only the last is on the page.
    private static readonly int[] Compared = [100, 1_000];

    private static readonly Outcome NotTried = new("", Queries: 0, Commands: 0, Saves: 0, TimeSpan.Zero);

    /// <summary>The answers are the same, with duplicates, nulls, empty lists and lists of one.</summary>
    public static async Task ExpectAsync(string rule, string name)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        var before = CompiledProgram<RunInMemory>.Compile(program.Before);
        var after = CompiledProgram<RunInMemory>.Compile(program.After);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var expected = await RunAsync(before, Random(seed), Random(seed + Seeds));
            var actual = await RunAsync(after, Random(seed), Random(seed + Seeds));
            Assert.True(expected.Answer == actual.Answer, $"Seed {seed}: expected\n{expected.Answer}\nbut was\n{actual.Answer}\nin\n{program.After}");
        }
    }

    /// <summary>The table on the page of the rule: ten times as many elements are hundred times the work before, and ten times the work after.</summary>
    public static async Task ExpectTableAsync(string rule)
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(rule))
        {
            var program = await ProofProgram.LoadAsync(rule, name);
            var before = CompiledProgram<RunInMemory>.Compile(program.Before);
            var after = CompiledProgram<RunInMemory>.Compile(program.After);
            var ofProgram = new List<Measurement>();
            foreach (var size in Repository.IsUpdate ? Stated : Compared)
            {
                var whole = size > Long ? NotTried : await RunAsync(before, Ordered(size, 1), Ordered(size, 2));
                ofProgram.Add(new Measurement(name, size, whole, await RunAsync(after, Ordered(size, 1), Ordered(size, 2))));
            }

            var (few, many) = (ofProgram[0], ofProgram[1]);
            Assert.True(many.Before.Looks > 50 * few.Before.Looks, $"{name} does not grow with the square before the fix.");
            Assert.True(many.After.Looks < 14 * few.After.Looks, $"{name} does not grow with the number of elements after the fix:\n{program.After}");
            measured.AddRange(Repository.IsUpdate ? ofProgram : ofProgram.Skip(1));
        }

        MeasuredTable.Expect(rule, "Looks", o => o.Looks, measured);
    }

    /// <summary>The picture on the page of the rule: how time grows with the elements.</summary>
    public static async Task ExpectPictureAsync(string rule, string name, string title, string beforeName, string afterName)
    {
        var path = $"docs/rules/{rule}.svg";
        if (!Repository.IsUpdate)
        {
            Assert.True(Repository.Exists(path), $"{path} is missing; set PERFANALYZERS_UPDATE=1 and run this test once.");
            return;
        }

        var program = await ProofProgram.LoadAsync(rule, name);
        Repository.Write(path, Plot.Draw(title, "elements",
        [
            new Curve(beforeName, "#cf222e", await TimesAsync(program.Before)),
            new Curve(afterName, "#0969da", await TimesAsync(program.After)),
        ]));
    }

    private static async Task<IReadOnlyList<(double Elements, double Milliseconds)>> TimesAsync(string source)
    {
        var program = CompiledProgram<RunInMemory>.Compile(source);
        var times = new List<(double Elements, double Milliseconds)>();
        for (var step = 0; step <= 5; step++)
        {
            var size = Math.Max(1, step * Long / 5);
            var best = double.MaxValue;
            for (var run = 0; run < 3; run++)
                best = Math.Min(best, (await RunAsync(program, Ordered(size, 1), Ordered(size, 2))).Time.TotalMilliseconds);

            times.Add((size, best));
        }

        return times;
    }

    private static async Task<Outcome> RunAsync(CompiledProgram<RunInMemory> program, List<Item> items, List<Item> others)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        _ = Item.TakeLooks();
        try
        {
            await program.RunAsync(items, others, output);
        }
        catch (InvalidOperationException e)
        {
            // What finds nothing, or too much, must do so afterwards too.
            await output.WriteAsync(e.GetType().Name);
        }

        return new Outcome(output.ToString(), Queries: 0, Commands: 0, Saves: 0, watch.Elapsed) { Looks = Item.TakeLooks() };
    }

    private static List<Item> Random(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(4) == 0 ? random.Next(2) : random.Next(14);
        return [.. Enumerable.Range(0, count).Select(i => new Item(
            i,
            random.Next(8),
            random.Next(3) == 0 ? null : random.Next(8),
            random.Next(4) == 0 ? null : "aAbBcC".Substring(random.Next(6), 1),
            random.Next(2) == 0,
            random.Next(4) == 0 ? null : new Code("aAbBcC".Substring(random.Next(6), 1))))];
    }

    /// <summary>Many elements, each with an id of its own, in no order.</summary>
    private static List<Item> Ordered(int count, int seed)
    {
        var ids = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(ids);
        return [.. ids.Select((id, i) => new Item(i, id, count - id, Text(id), id % 10 != 0, new Code(Text(id))))];

        static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
    }
}
