using System.Diagnostics;
using System.Globalization;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Docs;

namespace PerfAnalyzers.Proofs.Sizes;

/// <summary>How a program is called that makes its own data: from a seed, of a size.</summary>
public delegate Task<string> RunAtSize(int seed, int size);

/// <summary>What holds for every program whose cost is a matter of size: the same answers before and after the fix, and less growth.</summary>
internal static class SizeProof
{
    private const int Seeds = 250;
    private const string Marker = "measured";

    // What takes longer at one size is not tried at the next, where it may take a hundred times as long.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    /// <summary>The same answers on random data: empty, of one element, with duplicates and nulls.</summary>
    public static async Task ExpectSameAnswersAsync(string rule, string name)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        var before = CompiledProgram<RunAtSize>.Compile(program.Before);
        var after = CompiledProgram<RunAtSize>.Compile(program.After);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var size = seed < 10 ? seed / 2 : seed % 41;
            var (expected, actual) = (await AnswerAsync(before, seed, size), await AnswerAsync(after, seed, size));
            Assert.True(expected == actual, $"Seed {seed}: expected\n{expected}\nbut was\n{actual}\nin\n{program.After}");
        }
    }

    /// <summary>The table on the page of the rule. Times differ from run to run, so only what was run is compared.</summary>
    public static async Task ExpectTableAsync(string rule)
    {
        var rows = new List<string[]>();
        foreach (var name in ProofProgram.Names(rule))
        {
            var program = await ProofProgram.LoadAsync(rule, name);
            var before = await TimesAsync(program.Before);
            var after = await TimesAsync(program.After);
            rows.Add([name, .. before.Select(Milliseconds), .. after.Select(Milliseconds)]);
            if (Repository.IsUpdate)
                Assert.True(IsFaster(after, before), $"{name} is no faster after the fix: {string.Join(' ', rows[^1])}");
        }

        var path = $"docs/rules/{rule}.md";
        var header = new[] { "before", "after" }.SelectMany(w => Sizes.Select(s => $"{s.ToString("N0", CultureInfo.InvariantCulture)} {w}"));
        if (Repository.IsUpdate)
            GeneratedText.Expect(path, Marker, GeneratedText.Table(header.Prepend("Program"), rows));

        var page = Repository.Read(path);
        Assert.All(rows, row => Assert.Contains($"| {row[0]} | ", page));
    }

    /// <summary>The picture on the page of the rule: how time grows with the number of elements.</summary>
    public static async Task ExpectPictureAsync(string rule, string program, string title, string before, string after, int largest)
    {
        var path = $"docs/rules/{rule}.svg";
        if (!Repository.IsUpdate)
        {
            Assert.True(Repository.Exists(path), $"{path} is missing; set PERFANALYZERS_UPDATE=1 and run this test once.");
            return;
        }

        var proof = await ProofProgram.LoadAsync(rule, program);
        var sizes = Enumerable.Range(0, 9).Select(step => Math.Max(1, step * largest / 8)).ToArray();
        Repository.Write(path, Plot.Draw(title, "elements",
        [
            new Curve(before, "#cf222e", await PointsAsync(proof.Before, sizes)),
            new Curve(after, "#0969da", await PointsAsync(proof.After, sizes)),
        ]));
    }

    private static async Task<(double X, double Y)[]> PointsAsync(string source, int[] sizes)
    {
        var program = CompiledProgram<RunAtSize>.Compile(source);
        var points = new List<(double X, double Y)>();
        foreach (var size in sizes)
            points.Add((size, (await TimeAsync(program, size)).TotalMilliseconds));

        return [.. points];
    }

    private static async Task<string> AnswerAsync(CompiledProgram<RunAtSize> program, int seed, int size)
    {
        try
        {
            return await program.RunAsync(seed, size);
        }
        catch (InvalidOperationException failure)
        {
            return failure.GetType().Name;
        }
    }

    private static async Task<List<TimeSpan?>> TimesAsync(string source)
    {
        var program = CompiledProgram<RunAtSize>.Compile(source);
        var times = new List<TimeSpan?>();
        foreach (var size in Sizes)
        {
            // Without an update nobody looks at the times.
            var isTried = Repository.IsUpdate && (times.Count == 0 || times[^1] is { } last && last < Patience);
            times.Add(isTried ? await TimeAsync(program, size) : null);
        }

        return times;
    }

    /// <summary>The fastest of several runs: the others had to wait for something else as well.</summary>
    private static async Task<TimeSpan> TimeAsync(CompiledProgram<RunAtSize> program, int size)
    {
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var watch = Stopwatch.StartNew();
            await program.RunAsync(1, size);
            if (watch.Elapsed < best)
                best = watch.Elapsed;

            if (watch.Elapsed > Patience)
                break;
        }

        return best;
    }

    /// <summary>Whether the program is faster after the fix, at the greatest size that both have been run with.</summary>
    private static bool IsFaster(List<TimeSpan?> after, List<TimeSpan?> before)
    {
        var last = before.Zip(after).ToList().FindLastIndex(t => t.First is not null && t.Second is not null);
        return last >= 0 && after[last] < before[last];
    }

    private static string Milliseconds(TimeSpan? time) => time is { } known
        ? known.TotalMilliseconds.ToString(known.TotalMilliseconds < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture) + " ms"
        : "–";
}
