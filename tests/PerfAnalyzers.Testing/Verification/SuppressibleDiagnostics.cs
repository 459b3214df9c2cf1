using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Which of the expected diagnostics must disappear in generated code, and below a pragma that disables them.</summary>
internal sealed class SuppressibleDiagnostics
{
    private readonly HashSet<string> reported;
    private readonly HashSet<string> paths;

    public SuppressibleDiagnostics(IEnumerable<DiagnosticAnalyzer> analyzers, SolutionState state)
    {
        var descriptors = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToList();
        reported = descriptors.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        paths = state.Projects.SelectMany(p => p.Sources.Concat(p.GeneratedSources)).Select(s => s.filename).ToHashSet(StringComparer.Ordinal);

        var always = descriptors.Where(d => d.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        Ids = [.. state.ExpectedDiagnostics.Where(SilencedInGeneratedCode).Select(d => d.Id).Where(id => !always.Contains(id)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The ids to disable; empty when there is nothing to see disappear.</summary>
    public ImmutableArray<string> Ids { get; }

    public bool ComesFromAnalyzer(DiagnosticResult expected) => reported.Contains(expected.Id);

    public bool SilencedInGeneratedCode(DiagnosticResult expected) =>
        ComesFromAnalyzer(expected) && expected.HasLocation && paths.Contains(expected.Spans[0].Span.Path);

    public bool SilencedByPragma(DiagnosticResult expected) => SilencedInGeneratedCode(expected) && Ids.Contains(expected.Id);
}
