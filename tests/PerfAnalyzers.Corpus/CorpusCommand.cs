using System.CommandLine;
using PerfAnalyzers.Corpus.Fixing;
using PerfAnalyzers.Corpus.Output;
using PerfAnalyzers.Corpus.References;
using PerfAnalyzers.Corpus.Running;
using Spectre.Console;

namespace PerfAnalyzers.Corpus;

/// <summary>The command line.</summary>
internal static class CorpusCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder of C# to read." };
    private static readonly Option<string[]> Rules = new("--rules") { Description = "Only these rules, separated by commas.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> AllRules = new("--all-rules") { Description = "Also the rules that are off by default." };
    private static readonly Option<string[]> RulesFrom = new("--rules-from") { Description = "Take rules and fixes from this assembly, not from PerfAnalyzers." };
    private static readonly Option<bool> IncludeTests = new("--include-tests") { Description = "Also test and benchmark projects." };
    private static readonly Option<string[]> Projects = new("--project") { Description = "Only projects whose name contains this." };
    private static readonly Option<string[]> RuleOptions = new("--option") { Description = "An option of the rules, such as perf_analyzers.confidence=low." };
    private static readonly Option<bool> EditorConfig = new("--editorconfig") { Description = "Respect the .editorconfig files of the folder." };
    private static readonly Option<int> Show = new("--show") { Description = "Print the first findings of each rule." };
    private static readonly Option<int> Sample = new("--sample") { Description = "Print findings of each rule chosen by lot, with the code around them." };
    private static readonly Option<int> Seed = new("--seed") { Description = "The lot that --sample and --mutants draw.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Context = new("--context") { Description = "Lines of code above and below a sampled finding.", DefaultValueFactory = _ => 12 };
    private static readonly Option<string?> JsonLines = new("--jsonl") { Description = "Write the findings to this file, a JSON object on each line." };
    private static readonly Option<string?> Sarif = new("--sarif") { Description = "Write the findings to this file as SARIF 2.1.0." };
    private static readonly Option<bool> Errors = new("--errors") { Description = "List the projects that do not bind fully, and why." };
    private static readonly Option<bool> Fix = new("--fix") { Description = "Apply every offered fix in memory and report those that break code." };
    private static readonly Option<int> FixLimit = new("--fix-limit") { Description = "Try the fixes of so many findings of each rule and project only." };
    private static readonly Option<int> MutantCount = new("--mutants") { Description = "Also run the rules on so many files of each project with faults in them, chosen by --seed." };
    private static readonly Option<bool> Sequential = new("--sequential") { Description = "One thread only, for times that compare." };
    private static readonly Option<int> Timeout = new("--project-timeout") { Description = "Seconds after which a project counts as hung.", DefaultValueFactory = _ => 3600 };

    public static async Task<int> InvokeAsync(string[] arguments, IAnsiConsole console, RuleCatalog? catalog = null, ReferenceResolver? resolver = null)
    {
        // A table cut to 80 columns, or full of colour codes, helps nobody in a log file.
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = 220;
            console.Profile.Capabilities.Ansi = false;
            console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        var root = new RootCommand("Runs the rules over a folder of C# without building it.");
        root.Arguments.Add(Folder);
        foreach (var option in new Option[] { Rules, AllRules, RulesFrom, IncludeTests, Projects, RuleOptions, EditorConfig, Show, Sample, Seed, Context, JsonLines, Sarif, Errors, Fix, FixLimit, MutantCount, Sequential, Timeout })
            root.Options.Add(option);
        root.SetAction((parse, cancellationToken) => GuardAsync(console, () => RunAsync(parse, console, catalog, resolver ?? ReferenceResolver.Default, cancellationToken)));

        root.Subcommands.Add(FetchPackagesCommand.Create(console, action => GuardAsync(console, action)));

        var result = root.Parse(arguments);
        if (result.Errors.Count == 0)
            return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);

        foreach (var error in result.Errors)
            console.MarkupLineInterpolated($"[red]{error.Message}[/]");
        return ExitCodes.BadInput;
    }

    private static async Task<int> GuardAsync(IAnsiConsole console, Func<Task<int>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (UserErrorException e)
        {
            console.MarkupLineInterpolated($"[red]{e.Message}[/]");
            return ExitCodes.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.MarkupLineInterpolated($"[red]{e.Message.ReplaceLineEndings(" ")}[/]");
            return ExitCodes.BadInput;
        }
    }

    private static async Task<int> RunAsync(ParseResult parse, IAnsiConsole console, RuleCatalog? catalog, ReferenceResolver resolver, CancellationToken cancellationToken)
    {
        var settings = Settings(parse);
        catalog ??= parse.GetValue(RulesFrom) is { Length: > 0 } files ? RuleCatalog.FromFiles(files) : RuleCatalog.Own();
        catalog = catalog.Select(settings.Rules, settings.AllRules);
        var result = await new CorpusRunner(catalog, settings, resolver).RunAsync(new ConsoleProgress(console), cancellationToken).ConfigureAwait(false);

        foreach (var note in result.Notes)
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        var printer = new FindingPrinter(console, result.Root);
        if (parse.GetValue(Show) is > 0 and var shown)
            printer.List(result.Findings, shown);
        if (parse.GetValue(Sample) is > 0 and var sampled)
            printer.Sample(result.Findings, sampled, parse.GetValue(Seed), parse.GetValue(Context));
        if (parse.GetValue(Errors))
            SummaryReport.WriteErrors(console, result);
        SummaryReport.Write(console, result, catalog);

        var broken = settings.Fix && await FixAsync(console, catalog, settings, resolver, cancellationToken).ConfigureAwait(false);
        if (parse.GetValue(JsonLines) is { } jsonLines)
            JsonLinesFile.Write(jsonLines, result, printer);
        if (parse.GetValue(Sarif) is { } sarif)
            SarifFile.Write(sarif, result, catalog);
        return broken || result.Crashes.Any() ? ExitCodes.Defect : ExitCodes.Clean;
    }

    private static async Task<bool> FixAsync(IAnsiConsole console, RuleCatalog catalog, CorpusSettings settings, ReferenceResolver resolver, CancellationToken cancellationToken)
    {
        var report = await new FixChecker(catalog, settings, resolver).RunAsync(new ConsoleProgress(console), cancellationToken).ConfigureAwait(false);
        FixTable.Write(console, report);
        return report.HasDefects;
    }

    private static CorpusSettings Settings(ParseResult parse)
    {
        var options = parse.GetValue(RuleOptions) ?? [];
        if (options.FirstOrDefault(o => !o.Contains('=', StringComparison.Ordinal)) is { } malformed)
            throw new UserErrorException($"'{malformed}' is no option; write key=value");

        return new CorpusSettings
        {
            Folder = parse.GetRequiredValue(Folder),
            Rules = [.. (parse.GetValue(Rules) ?? []).SelectMany(r => r.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            AllRules = parse.GetValue(AllRules),
            IncludeTests = parse.GetValue(IncludeTests),
            EditorConfig = parse.GetValue(EditorConfig),
            Options = [.. options],
            Projects = [.. parse.GetValue(Projects) ?? []],
            Fix = parse.GetValue(Fix),
            FixLimit = parse.GetValue(FixLimit),
            Mutants = parse.GetValue(MutantCount),
            Seed = parse.GetValue(Seed),
            Sequential = parse.GetValue(Sequential),
            ProjectTimeout = TimeSpan.FromSeconds(parse.GetValue(Timeout)),
        };
    }
}
