namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a test starts from, or what it expects to be left with.</summary>
public class SolutionState : ProjectState
{
    public SolutionState(string name, string language, string defaultPrefix, string defaultExtension)
        : base(name, language, defaultPrefix, defaultExtension) =>
        AdditionalProjects = new ProjectCollection(language, defaultExtension);

    public ProjectCollection AdditionalProjects { get; }

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    /// <summary>Null means: what fits, by whether the text differs from that of the earlier state.</summary>
    public StateInheritanceMode? InheritanceMode { get; set; }

    /// <summary>Null means: <see cref="MarkupMode.Allow"/>, or <see cref="MarkupMode.IgnoreFixable"/> in a state whose text differs from the earlier one.</summary>
    public MarkupMode? MarkupHandling { get; set; }

    internal IEnumerable<ProjectState> Projects => AdditionalProjects.Values.Prepend(this);

    internal bool StatesAnything =>
        InheritanceMode is not null || MarkupHandling is not null || Sources.Count > 0 || GeneratedSources.Count > 0 || AdditionalFiles.Count > 0
        || AdditionalFilesFactories.Count > 0 || AnalyzerConfigFiles.Count > 0 || AdditionalProjects.Count > 0 || AdditionalReferences.Count > 0
        || AdditionalProjectReferences.Count > 0 || ExpectedDiagnostics.Count > 0;

    /// <summary>This state with what it takes over from <paramref name="earlier"/>; markup is still in the texts.</summary>
    internal SolutionState WithInheritedValues(SolutionState? earlier, ImmutableArray<string> fixableIds)
    {
        var differs = earlier is not null && StatesOtherText(earlier);
        var mode = InheritanceMode ?? (earlier is null ? StateInheritanceMode.Explicit : differs ? StateInheritanceMode.AutoInherit : StateInheritanceMode.AutoInheritAll);
        var result = Copy();
        result.InheritanceMode = StateInheritanceMode.Explicit;
        result.MarkupHandling = MarkupHandling ?? (differs ? MarkupMode.IgnoreFixable : earlier?.MarkupHandling ?? MarkupMode.Allow);
        if (earlier is null || mode == StateInheritanceMode.Explicit)
            return result;

        result.Inherit(earlier);
        if (AdditionalProjects.Count == 0)
        {
            foreach (var (name, project) in earlier.AdditionalProjects)
                result.AdditionalProjects.Add(name, project);
        }

        if (ExpectedDiagnostics.Count == 0)
        {
            result.ExpectedDiagnostics.AddRange(mode == StateInheritanceMode.AutoInherit
                ? earlier.ExpectedDiagnostics.Where(d => !fixableIds.Contains(d.Id))
                : earlier.ExpectedDiagnostics);
        }

        return result;
    }

    internal bool EditableFilesEqual(SolutionState other) =>
        base.EditableFilesEqual(other)
        && AdditionalProjects.Count == other.AdditionalProjects.Count
        && AdditionalProjects.All(p => other.AdditionalProjects.TryGetValue(p.Key, out var project) && p.Value.EditableFilesEqual(project));

    internal bool CompilesLike(SolutionState other) =>
        base.CompilesLike(other)
        && AdditionalProjects.Count == other.AdditionalProjects.Count
        && AdditionalProjects.All(p => other.AdditionalProjects.TryGetValue(p.Key, out var project) && p.Value.CompilesLike(project));

    private bool StatesOtherText(SolutionState earlier) =>
        (Sources.Count > 0 && !Sources.ContentEquals(earlier.Sources))
        || (GeneratedSources.Count > 0 && !GeneratedSources.ContentEquals(earlier.GeneratedSources))
        || (AdditionalFiles.Count > 0 && !AdditionalFiles.ContentEquals(earlier.AdditionalFiles))
        || (AnalyzerConfigFiles.Count > 0 && !AnalyzerConfigFiles.ContentEquals(earlier.AnalyzerConfigFiles))
        || (AdditionalReferences.Count > 0 && !AdditionalReferences.SequenceEqual(earlier.AdditionalReferences));

    private SolutionState Copy()
    {
        var copy = new SolutionState(Name, Language, DefaultPrefix, DefaultExtension);
        copy.Inherit(this);
        copy.AdditionalFiles.AddRange(AdditionalFilesFactories.SelectMany(factory => factory()));
        copy.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        foreach (var (name, project) in AdditionalProjects)
            copy.AdditionalProjects.Add(name, project);

        return copy;
    }
}
