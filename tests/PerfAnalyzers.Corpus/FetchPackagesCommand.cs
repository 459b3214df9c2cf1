using System.CommandLine;
using PerfAnalyzers.Corpus.Output;
using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.References;
using PerfAnalyzers.Corpus.Running;
using Spectre.Console;

namespace PerfAnalyzers.Corpus;

/// <summary>
/// <c>fetch-packages</c>: says which packages a folder lacks, and fetches the ones that are named. Which of them are
/// worth a request to the feeds is the user's choice: a handful usually decides how well a folder binds.
/// </summary>
internal static class FetchPackagesCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder of C# to read." };
    private static readonly Option<string[]> Packages = new("--package") { Description = "Fetch this package, in the version asked for or the nearest that exists; <id>/<version> asks for another.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> IncludeTests = new("--include-tests") { Description = "Also what only test projects use." };

    public static Command Create(IAnsiConsole console, Func<Func<Task<int>>, Task<int>> guard)
    {
        var command = new Command("fetch-packages", "Lists the packages that are not in the local cache; fetches those named with --package.");
        command.Arguments.Add(Folder);
        command.Options.Add(Packages);
        command.Options.Add(IncludeTests);
        command.SetAction((parse, cancellationToken) => guard(() => RunAsync(parse, console, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var settings = new CorpusSettings { Folder = parse.GetRequiredValue(Folder), IncludeTests = parse.GetValue(IncludeTests) };
        var missing = MissingPackage.Of(settings, new PackageCache(PackageCache.DefaultRoot));
        var named = parse.GetValue(Packages) ?? [];
        if (named.Length == 0)
        {
            List(console, missing);
            return ExitCodes.Clean;
        }

        var fetcher = new PackageFetcher(TargetFramework.Parse($"net{Environment.Version.Major}.0"));
        var failed = 0;
        foreach (var name in named)
        {
            var id = name.Split('/')[0];
            var wanted = name.Contains('/', StringComparison.Ordinal)
                ? name.Split('/')[1]
                : missing.FirstOrDefault(m => m.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Version ?? string.Empty;
            var result = await fetcher.FetchAsync(id, wanted, cancellationToken).ConfigureAwait(false);
            failed += result.Fetched is null ? 1 : 0;
            console.MarkupLineInterpolated($"{(result.Fetched is null ? '-' : '+')} {id} {result.Wanted} -> {result.Fetched ?? "nothing"} [grey]{result.Note}[/]");
        }

        return failed == 0 ? ExitCodes.Clean : ExitCodes.Defect;
    }

    private static void List(IAnsiConsole console, ImmutableArray<MissingPackage> missing)
    {
        if (missing.IsEmpty)
        {
            console.WriteLine("Every package is in the local cache.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("Package");
        table.AddColumn("Version");
        table.AddColumn(new TableColumn("Projects that bind through it").RightAligned());
        foreach (var package in missing)
            table.AddRow(Markup.Escape(package.Id), Markup.Escape(package.Version), SummaryReport.Number(package.Projects));
        console.Write(table);
        console.WriteLine($"{missing.Length} packages are not in the local cache; fetch those that matter with --package <id>.");
    }
}
