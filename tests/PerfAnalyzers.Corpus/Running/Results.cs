namespace PerfAnalyzers.Corpus.Running;

/// <summary>One finding, detached from the compilation it came from.</summary>
internal sealed record Finding(
    string Rule,
    DiagnosticSeverity Severity,
    string Path,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string Message,
    string Project,
    ImmutableArray<FindingPlace> Related)
{
    public string Level => Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "info",
        _ => "hidden",
    };

    /// <param name="diagnostic">A diagnostic that lies in source.</param>
    /// <param name="project">The name of its project.</param>
    /// <param name="root">The folder that paths are made relative to.</param>
    public static Finding From(Diagnostic diagnostic, string project, string root)
    {
        var span = diagnostic.Location.GetLineSpan();
        return new(
            diagnostic.Id,
            diagnostic.Severity,
            Relative(root, span.Path),
            span.StartLinePosition.Line + 1,
            span.StartLinePosition.Character + 1,
            span.EndLinePosition.Line + 1,
            span.EndLinePosition.Character + 1,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            project,
            [.. diagnostic.AdditionalLocations.Where(l => l.IsInSource).Select(l => l.GetLineSpan()).Select(l => new FindingPlace(Relative(root, l.Path), l.StartLinePosition.Line + 1, l.StartLinePosition.Character + 1))]);
    }

    public static string Relative(string root, string path) => Projects.Expression.Slashes(System.IO.Path.GetRelativePath(root, path));
}

/// <summary>A place that explains a finding.</summary>
internal sealed record FindingPlace(string Path, int Line, int Column);

/// <summary>A rule, or a fix, that threw.</summary>
internal sealed record Crash(string Rule, string Project, string Message);

/// <summary>What one project gave.</summary>
internal sealed record ProjectResult
{
    public required string Name { get; init; }

    public int Files { get; init; }

    public int Lines { get; init; }

    public int SyntaxErrors { get; init; }

    public int BindingErrors { get; init; }

    /// <summary>Names that did not bind, with how often.</summary>
    public ImmutableDictionary<string, int> ErrorKinds { get; init; } = ImmutableDictionary<string, int>.Empty;

    public ImmutableArray<string> MissingPackages { get; init; } = [];

    public ImmutableArray<string> UnreadableFiles { get; init; } = [];

    public TimeSpan BindingTime { get; init; }

    public ImmutableArray<Finding> Findings { get; init; } = [];

    public ImmutableArray<Crash> Crashes { get; init; } = [];

    public ImmutableDictionary<string, TimeSpan> RuleTimes { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;
}

/// <summary>What a whole folder gave.</summary>
internal sealed record CorpusResult(string Root, ImmutableArray<ProjectResult> Projects, ImmutableArray<string> Notes, TimeSpan WallTime)
{
    /// <summary>A file that two projects share is reported once.</summary>
    public ImmutableArray<Finding> Findings { get; } =
    [
        .. Projects.SelectMany(p => p.Findings)
            .DistinctBy(f => (f.Rule, f.Path, f.Line, f.Column, f.EndLine, f.EndColumn))
            .OrderBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column),
    ];

    public IEnumerable<Crash> Crashes => Projects.SelectMany(p => p.Crashes);
}
