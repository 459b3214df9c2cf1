using System.CommandLine;
using System.Globalization;
using PerfAnalyzers.Benchmarks.Measuring;
using PerfAnalyzers.Benchmarks.Synthetic;
using PerfAnalyzers.Corpus;
using Spectre.Console;

namespace PerfAnalyzers.Benchmarks.Commands;

/// <summary>The command line.</summary>
internal static class BenchmarkCommand
{
    private static readonly int[] GrowthSizes = [5_000, 10_000, 20_000, 40_000, 80_000];

    private static readonly Option<string?> Folder = new("--folder") { Description = "Measure on the C# of this folder, not on generated code." };
    private static readonly Option<int> Lines = new("--lines") { Description = "How much code is generated.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often; the shortest time counts.", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> Single = new("--single") { Description = "Also each of our rules by itself." };
    private static readonly Option<int> Idle = new("--idle") { Description = "Also so many analyzers that are called for every body and do nothing: what the compiler charges for their number." };
    private static readonly Option<string?> Csv = new("--csv") { Description = "Also write the share of each rule in a run of all, on the first code measured, to this file." };
    private static readonly Option<int> Edits = new("--edits") { Description = "How many edits.", DefaultValueFactory = _ => 200 };

    private static readonly Option<bool> Members = new("--members") { Description = "The edits add members, not statements." };

    public static Task<int> InvokeAsync(string[] arguments)
    {
        // A table cut to 80 columns, or full of colour codes, helps nobody in a log file.
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            AnsiConsole.Profile.Width = 160;
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }

        var root = new RootCommand("Measures what the rules cost, as a share of what the compiler needs for the same code.");
        Add(root, "ratio", "The time of all rules, and of the packages built in with -p:WithPeers=true, over the time to bind.", RatiosAsync, Folder, Lines, Rounds, Single, Idle, Csv);
        Add(root, "typing", "The time from an edit to the findings of the file, in an open project.", TypingAsync, Folder, Lines, Edits, Members);
        Add(root, "growth", "How time grows with the number of lines.", GrowthAsync, Rounds);
        Add(root, "check", "Fails when a ratio is far above the one on record.", _ => Budget.CheckAsync(), []);
        Add(root, "bdn", "BenchmarkDotNet: each rule, and all, on generated code of several sizes.", _ => Task.FromResult(RuleBenchmarks.Run()), []);
        return root.Parse(arguments).InvokeAsync();
    }

    private static void Add(RootCommand root, string name, string description, Func<ParseResult, Task<int>> run, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Options.Add(option);

        command.SetAction(async (parse, _) =>
        {
            try
            {
                return await run(parse).ConfigureAwait(false);
            }
            catch (UserErrorException e)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
                return ExitCodes.BadInput;
            }
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> RatiosAsync(ParseResult parse)
    {
        var shares = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sets = MeasuredRules.Peers.Prepend(MeasuredRules.Own).Concat(parse.GetValue(Single) ? MeasuredRules.Single : [])
            .Concat(parse.GetValue(Idle) is var idle and > 0 ? [MeasuredRules.Idle(idle)] : []).ToArray();
        var subjects = Subjects(parse).ToArray();

        // The runtime improves its own code in the background while it is new, on the account of this process.
        foreach (var subject in subjects)
            await Ratio.MeasureAsync(subject, MeasuredRules.Own, rounds: 2).ConfigureAwait(false);

        foreach (var subject in subjects)
        {
            var table = new Table().Border(TableBorder.Markdown).Title(subject.Name);
            table.AddColumns("Rules", "Of binding", "Added to a run, of binding", "Allocated, of binding", "Time", "Binding");
            foreach (var set in sets)
            {
                var ratio = await Ratio.MeasureAsync(subject, set, parse.GetValue(Rounds)).ConfigureAwait(false);
                table.AddRow(set.Name, Number(ratio.OfBinding), Number(ratio.Added), Number(ratio.OfBytes), Milliseconds(ratio.Rules), Milliseconds(ratio.Binding));
                if (set == MeasuredRules.Own)
                {
                    if (subject == subjects[0])
                        shares = new(ratio.PerRule.ToDictionary(r => r.Key, r => Number(r.Value / ratio.Binding)), StringComparer.Ordinal);

                    foreach (var (id, time) in ratio.PerRule.OrderByDescending(r => r.Value).Take(8))
                        table.AddRow("– of these " + id, Number(time / ratio.Binding), string.Empty, string.Empty, Milliseconds(time), string.Empty);
                }
            }

            AnsiConsole.Write(table);
        }

        if (parse.GetValue(Csv) is { } file)
            await File.WriteAllLinesAsync(file, shares.Select(s => $"{s.Key},{s.Value}").Prepend("rule,ratio")).ConfigureAwait(false);

        return ExitCodes.Clean;
    }

    private static async Task<int> TypingAsync(ParseResult parse)
    {
        foreach (var subject in Subjects(parse))
        {
            // What runs the rules takes its time whatever they do.
            foreach (var rules in new[] { MeasuredRules.Own, MeasuredRules.Idle(1) })
            {
                var typing = await Typing.MeasureAsync(subject, rules, parse.GetValue(Edits), parse.GetValue(Members)).ConfigureAwait(false);
                AnsiConsole.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{subject.Name}, {rules.Name}: p50 {Milliseconds(typing.Rules, 50)}, p95 {Milliseconds(typing.Rules, 95)}, of it in callbacks p50 {Milliseconds(typing.Callbacks, 50)}, p95 {Milliseconds(typing.Callbacks, 95)}; compiler p50 {Milliseconds(typing.Compiler, 50)}, p95 {Milliseconds(typing.Compiler, 95)}; memory {typing.BytesAfter.First >> 20} MB, later {typing.BytesAfter.Last >> 20} MB"));
            }
        }

        return ExitCodes.Clean;
    }

    private static async Task<int> GrowthAsync(ParseResult parse)
    {
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            var growth = await Growth.MeasureAsync(MeasuredRules.Own, kind, GrowthSizes, parse.GetValue(Rounds)).ConfigureAwait(false);
            foreach (var (lines, time) in growth.Points)
                AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {lines} lines, {time.TotalMilliseconds:0} ms"));

            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: exponent {growth.Exponent:0.00}"));
        }

        return ExitCodes.Clean;
    }

    private static IEnumerable<Subject> Subjects(ParseResult parse) => parse.GetValue(Folder) is { } folder
        ? [Subject.Read(folder)]
        : Enum.GetValues<CodeKind>().Select(k => Subject.Make(k, parse.GetValue(Lines)));

    private static string Milliseconds(ImmutableArray<TimeSpan> times, int percent) => Typing.Percentile(times, percent).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("#,0", CultureInfo.InvariantCulture) + " ms";
}
