using System.Collections.Concurrent;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Corpus.Fixing;

/// <summary>What the projects of one run share, and where they put their trials.</summary>
internal sealed class FixRun(RuleCatalog catalog, CorpusSettings settings, ErrorDelta errors)
{
    public RuleCatalog Catalog => catalog;

    public CorpusSettings Settings => settings;

    public ErrorDelta Errors => errors;

    public ProjectAnalysis Analysis { get; } = new(catalog, settings);

    public ConcurrentBag<FixTrial> Trials { get; } = [];

    public ConcurrentDictionary<string, int> Tried { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> WithoutFix { get; } = new(StringComparer.Ordinal);

    public FixReport Report() => new(
        [.. Trials.OrderBy(t => t.Rule, StringComparer.Ordinal).ThenBy(t => t.Scope, StringComparer.Ordinal).ThenBy(t => t.Place, StringComparer.Ordinal).ThenBy(t => t.Key, StringComparer.Ordinal)],
        Tried.ToImmutableDictionary(),
        WithoutFix.ToImmutableDictionary());
}
