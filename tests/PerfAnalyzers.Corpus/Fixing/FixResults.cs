namespace PerfAnalyzers.Corpus.Fixing;

internal enum TrialOutcome
{
    Ok,

    /// <summary>The code compiled before and does not now, or has errors it did not have.</summary>
    NewErrors,

    /// <summary>The finding is still there.</summary>
    NotCleared,

    /// <summary>The action was offered and changed nothing.</summary>
    NoChange,

    /// <summary>The fix threw.</summary>
    Crashed,
}

/// <summary>One applied action.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Key">The kind of action.</param>
/// <param name="Title">What the light bulb says.</param>
/// <param name="Scope">Where it was applied: one finding, or a project.</param>
/// <param name="Place">The finding, or the project.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Details">Errors or the exception.</param>
/// <param name="Diff">What it changed; only for an outcome that is not <see cref="TrialOutcome.Ok"/>.</param>
internal sealed record FixTrial(string Rule, string Key, string Title, string Scope, string Place, TrialOutcome Outcome, ImmutableArray<string> Details, string Diff);

/// <summary>What all fixes did on a folder.</summary>
internal sealed record FixReport(ImmutableArray<FixTrial> Trials, ImmutableDictionary<string, int> Tried, ImmutableDictionary<string, int> WithoutFix)
{
    public bool HasDefects => Trials.Any(t => t.Outcome != TrialOutcome.Ok);
}
