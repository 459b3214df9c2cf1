using System.Collections.Concurrent;
using PerfAnalyzers.Corpus.Running;
using Spectre.Console;

namespace PerfAnalyzers.Corpus.Output;

/// <summary>Prints findings with the source they are about.</summary>
internal sealed class FindingPrinter(IAnsiConsole console, string root)
{
    private readonly ConcurrentDictionary<string, string[]> lines = new(StringComparer.Ordinal);

    /// <summary>The first findings of each rule, one line of source each.</summary>
    public void List(IEnumerable<Finding> findings, int perRule)
    {
        foreach (var group in findings.GroupBy(f => f.Rule))
        {
            console.MarkupLineInterpolated($"\n[bold]{group.Key}[/]  {group.Count()}");
            foreach (var finding in group.Take(perRule))
                Write(finding, 0, string.Empty);
            if (group.Count() > perRule)
                console.MarkupLineInterpolated($"[grey]  … {group.Count() - perRule} more[/]");
        }
    }

    /// <summary>Findings chosen by lot, the same ones for the same seed, with the code around them.</summary>
    public void Sample(IEnumerable<Finding> findings, int perRule, int seed, int context)
    {
        foreach (var group in findings.GroupBy(f => f.Rule))
        {
            var all = group.ToArray();
            var chosen = Choose(all, perRule, seed);
            console.MarkupLineInterpolated($"\n[bold]{group.Key}[/]  {chosen.Length} of {all.Length}, seed {seed}");
            for (var i = 0; i < chosen.Length; i++)
                Write(chosen[i], context, $"#{i + 1} ");
        }
    }

    public static Finding[] Choose(Finding[] all, int count, int seed)
    {
        if (all.Length <= count)
            return all;

        var places = Enumerable.Range(0, all.Length).ToArray();
        new Random(seed).Shuffle(places);
        return [.. places.Take(count).Order().Select(p => all[p])];
    }

    /// <summary>The source line of a finding, or nothing when the file has gone.</summary>
    public string Line(string path, int line) => Lines(path).ElementAtOrDefault(line - 1) ?? string.Empty;

    private void Write(Finding finding, int context, string prefix)
    {
        var colour = finding.Severity >= DiagnosticSeverity.Warning ? "yellow" : "blue";
        console.Markup($"[{colour}]{prefix}{finding.Level}[/] ");
        console.WriteLine($"{finding.Path}:{finding.Line}:{finding.Column}");
        console.WriteLine("    " + finding.Message);
        foreach (var place in finding.Related)
            console.WriteLine($"      {place.Path}:{place.Line}  {Line(place.Path, place.Line).Trim()}");

        var text = Lines(finding.Path);
        for (var number = Math.Max(1, finding.Line - context); number <= Math.Min(text.Length, finding.EndLine + context); number++)
        {
            var hit = number >= finding.Line && number <= finding.EndLine;
            console.WriteLine(context == 0
                ? "    | " + text[number - 1].Trim()
                : $"  {(hit ? '>' : ' ')} {number,5} | {text[number - 1]}");
            if (context == 0)
                break;
        }

        if (context > 0)
            console.WriteLine();
    }

    private string[] Lines(string path) => lines.GetOrAdd(path, p =>
    {
        var file = Path.Combine(root, p);
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    });
}
