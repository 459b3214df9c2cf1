using System.Globalization;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Docs;

namespace PerfAnalyzers.Proofs.Load;

/// <summary>What holds for every server whose fix gives threads back: the same answers with far fewer of them.</summary>
internal static class LoadProof
{
    private const string Scene = ".Server";
    private const string Marker = "load";
    private const int Clients = 200;

    /// <summary>Threads are counted once in a while, requests one by one.</summary>
    private const int Tolerance = 4;

    public static IEnumerable<string> Names(string rule) => ProofProgram.Names(rule, Scene);

    public static async Task ExpectAsync(string rule, string name)
    {
        var program = await ProofProgram.LoadAsync(rule, name, Scene);
        var before = await LoadedServer.RunAsync(program.Before, Clients);
        var after = await LoadedServer.RunAsync(program.After, Clients);
        Assert.True(before.Answers == after.Answers, $"Expected\n{before.Answers}\nbut was\n{after.Answers}\nin\n{program.After}");

        // How many threads a pool adds, and when, depends on the machine; that each that waits is one less, or is none, does not.
        Assert.True(before.MostWaiting <= before.PeakThreads + Tolerance, $"{before.MostWaiting} requests waited on {before.PeakThreads} threads before the fix.");
        Assert.True(after.MostWaiting >= after.PeakThreads * 2, $"{after.MostWaiting} requests waited on {after.PeakThreads} threads in\n{program.After}");
        Expect(rule, name, before, after);
    }

    /// <summary>The picture on the page of the rule: how long clients wait as they become more.</summary>
    public static async Task ExpectPictureAsync(string rule, string name, string before, string after)
    {
        var path = $"docs/rules/{rule}.svg";
        if (!Repository.IsUpdate)
        {
            Assert.True(Repository.Exists(path), $"{path} is missing; set PERFANALYZERS_UPDATE=1 and run this test once.");
            return;
        }

        var program = await ProofProgram.LoadAsync(rule, name, Scene);
        var points = new List<(int Clients, LoadOutcome Before, LoadOutcome After)>();
        foreach (var clients in new[] { 1, 50, 100, 150, Clients })
            points.Add((clients, await LoadedServer.RunAsync(program.Before, clients), await LoadedServer.RunAsync(program.After, clients)));

        Repository.Write(path, Plot.Draw("95 of 100 requests are answered within, milliseconds", "clients at once",
        [
            new Curve(before, "#cf222e", [.. points.Select(p => ((double)p.Clients, p.Before.Slow.TotalMilliseconds))]),
            new Curve(after, "#0969da", [.. points.Select(p => ((double)p.Clients, p.After.Slow.TotalMilliseconds))]),
        ]));
    }

    /// <summary>The table on the page. All numbers differ from run to run: they are written, and not compared.</summary>
    private static void Expect(string rule, string name, LoadOutcome before, LoadOutcome after)
    {
        var path = $"docs/rules/{rule}.md";
        var row = $"| {name}, {Clients} clients";
        if (Repository.IsUpdate)
        {
            GeneratedText.Expect(path, Marker, GeneratedText.Table(
                ["Server", "Requests per second before", "after", "Threads before", "after", "Requests that wait at once before", "after", "95 % answered within before", "after"],
                [[row[2..], Number(before.PerSecond), Number(after.PerSecond), Number(before.PeakThreads), Number(after.PeakThreads), Number(before.MostWaiting), Number(after.MostWaiting), Milliseconds(before), Milliseconds(after)]]));
        }

        Assert.Contains(row, Repository.Read(path), StringComparison.Ordinal);
    }

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(LoadOutcome outcome) => Number(outcome.Slow.TotalMilliseconds) + " ms";
}
