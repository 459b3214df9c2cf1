using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>Binds one compilation and runs the rules on it, keeping both times apart.</summary>
internal sealed partial class ProjectAnalysis(RuleCatalog catalog, CorpusSettings settings)
{
    /// <summary>Binds everything, as the compiler would, and counts what does not bind.</summary>
    public static ProjectResult Bind(Compilation compilation, ProjectResult result, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var before = ProcessorTime();
        var errors = compilation.GetDiagnostics(cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();

        // Rules are timed by the clock. On one thread binding can be too, which holds on a busy machine as well.
        var elapsed = compilation.Options.ConcurrentBuild ? ProcessorTime() - before : watch.Elapsed;

        var syntax = compilation.SyntaxTrees.Sum(t => t.GetDiagnostics(cancellationToken).Count(d => d.Severity == DiagnosticSeverity.Error));
        return result with
        {
            BindingTime = elapsed,
            SyntaxErrors = syntax,
            BindingErrors = Math.Max(0, errors.Length - syntax),
            ErrorKinds = errors.GroupBy(Describe).ToImmutableDictionary(g => g.Key, g => g.Count()),
        };
    }

    public async Task<ProjectResult> RunAsync(SourceProject project, Compilation compilation, ProjectResult result, string root, CancellationToken cancellationToken)
    {
        if (catalog.Analyzers.IsEmpty)
            return result;

        var crashes = new ConcurrentBag<Crash>();
        var driver = Create(project, compilation, (id, exception) => crashes.Add(new Crash(id, project.Name, Summarize(exception))));
        var analysis = await driver.GetAnalysisResultAsync(cancellationToken).ConfigureAwait(false);
        return result with
        {
            Crashes = [.. crashes.DistinctBy(c => (c.Rule, c.Message))],
            Findings = [.. analysis.GetAllDiagnostics().Where(d => d.Location.IsInSource && catalog.IsWanted(d.Id)).Select(d => Finding.From(d, project.Name, root))],
            RuleTimes = catalog.Analyzers.Where(analysis.AnalyzerTelemetryInfo.ContainsKey)
                .GroupBy(Id)
                .ToImmutableDictionary(g => g.Key, g => TimeSpan.FromTicks(g.Sum(a => analysis.AnalyzerTelemetryInfo[a].ExecutionTime.Ticks))),
        };
    }

    public CompilationWithAnalyzers Create(SourceProject project, Compilation compilation, Action<string, Exception> onException) =>
        Create(project, compilation, catalog.Analyzers, onException);

    public CompilationWithAnalyzers Create(SourceProject project, Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, Action<string, Exception> onException)
    {
        var provider = CorpusOptionsProvider.Create(project, settings);
        var options = compilation.Options.WithSpecificDiagnosticOptions(
            compilation.Options.SpecificDiagnosticOptions.SetItems(catalog.Forced.Select(id => KeyValuePair.Create(id, Level(id)))));
        if (settings.EditorConfig)
            options = options.WithSyntaxTreeOptionsProvider(new CorpusSeverities(provider));
        return new CompilationWithAnalyzers(
            compilation.WithOptions(options),
            analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], provider),
                onAnalyzerException: (exception, analyzer, _) => onException(Id(analyzer), exception),
                concurrentAnalysis: !settings.Sequential,
                logAnalyzerExecutionTime: true,
                reportSuppressedDiagnostics: false,
                analyzerExceptionFilter: e => e is not OperationCanceledException));
    }

    /// <summary>The id that a rule is known by; the first one where it reports several.</summary>
    public static string Id(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.FirstOrDefault()?.Id ?? analyzer.GetType().Name;

    public static string Summarize(Exception exception)
    {
        var frame = exception.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains(nameof(PerfAnalyzers), StringComparison.Ordinal))?.Trim();
        return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}{(frame is null ? string.Empty : " " + frame)}";
    }

    private ReportDiagnostic Level(string id) =>
        catalog.Rules.First(r => r.Id == id).DefaultSeverity switch
        {
            DiagnosticSeverity.Error => ReportDiagnostic.Error,
            DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
            _ => ReportDiagnostic.Info,
        };

    /// <summary>Time of all threads, so that it compares with the sum of what the rules took on theirs.</summary>
    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>The error with the first name it mentions: enough to see which library is not there.</summary>
    private static string Describe(Diagnostic error)
    {
        var name = QuotedName().Match(error.GetMessage(CultureInfo.InvariantCulture));
        return name.Success ? $"{error.Id} {name.Groups[1].Value}" : error.Id;
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedName();
}
