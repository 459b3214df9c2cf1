using System.Text.RegularExpressions;

namespace PerfAnalyzers.Package.Tests;

/// <summary>What a command printed. Every failed assertion shows all of it.</summary>
internal sealed partial record DotNetResult(string Command, int ExitCode, string Output)
{
    /// <summary>The diagnostics printed, each once although a build repeats them in its summary.</summary>
    public IReadOnlyList<PrintedDiagnostic> Diagnostics { get; } = Line()
        .Matches(Output)
        .Select(m => new PrintedDiagnostic(
            Path.GetFileName(m.Groups["file"].Value),
            m.Groups["line"].Success ? int.Parse(m.Groups["line"].Value, null) : 0,
            m.Groups["severity"].Value,
            m.Groups["id"].Value,
            Path.GetFileNameWithoutExtension(m.Groups["project"].Value)))
        .Distinct()
        .ToArray();

    public DotNetResult Succeeds() => That(ExitCode == 0, "it succeeds");

    public DotNetResult Fails() => That(ExitCode != 0, "it fails");

    public DotNetResult Shows(string severity, string id, string? file = null, int line = 0, string? project = null) =>
        That(
            Diagnostics.Any(d =>
                d.Severity == severity
                && d.Id == id
                && (file is null || d.File == file)
                && (line == 0 || d.Line == line)
                && (project is null || d.Project == project)),
            $"there is {severity} {id} {file} {(line == 0 ? "" : line)} {project}");

    public DotNetResult ShowsNo(string id) =>
        That(Diagnostics.All(d => d.Id != id), $"there is no {id}");

    public DotNetResult ShowsNone(string severity, string idPrefix) =>
        That(
            Diagnostics.All(d => d.Severity != severity || !d.Id.StartsWith(idPrefix, StringComparison.Ordinal)),
            $"there is no {severity} {idPrefix}*");

    public DotNetResult ShowsNoneIn(string file) =>
        That(Diagnostics.All(d => d.File != file), $"nothing is shown in {file}");

    /// <summary>The compiler could load the analyzers and none of them threw.</summary>
    public DotNetResult AnalyzersRan() =>
        That(
            !Diagnostics.Any(d => d.Id is "AD0001" or "CS8032" or "CS8033" or "CS8034" or "CS8040" or "CS8785" or "CS9057"),
            "the compiler loads the analyzers and none of them throws");

    public DotNetResult Contains(string text) =>
        That(Output.Contains(text, StringComparison.Ordinal), $"'{text}' is printed");

    private DotNetResult That(bool holds, string expectation)
    {
        if (!holds)
            Assert.Fail($"Expected that {expectation}, but {Command} ended with {ExitCode} and printed:\n{Output}");

        return this;
    }

    [GeneratedRegex(@"^\s*(?<file>[^\s(:][^(:\r\n]*?)(\((?<line>\d+)[^)]*\))?\s*: (?<severity>error|warning) (?<id>[A-Z]+\d+): .*?(\[(?<project>[^\]\r\n]+)\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}

internal sealed record PrintedDiagnostic(string File, int Line, string Severity, string Id, string Project);
