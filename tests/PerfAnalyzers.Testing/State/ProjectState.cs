namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What one project of a test holds.</summary>
public class ProjectState
{
    public ProjectState(string name, string language, string defaultPrefix, string defaultExtension)
    {
        Name = name;
        Language = language;
        DefaultPrefix = defaultPrefix;
        DefaultExtension = defaultExtension;
        Sources = new SourceFileList(defaultPrefix, defaultExtension);
        GeneratedSources = new SourceFileList(defaultPrefix, defaultExtension);
    }

    public string Name { get; }

    public string AssemblyName => Name;

    public string Language { get; }

    public ReferenceAssemblies? ReferenceAssemblies { get; set; }

    public OutputKind? OutputKind { get; set; }

    public DocumentationMode? DocumentationMode { get; set; }

    public SourceFileList Sources { get; }

    /// <summary>Sources as if a generator had made them: compiled, but never compared or fixed.</summary>
    public SourceFileList GeneratedSources { get; }

    public SourceFileCollection AdditionalFiles { get; } = [];

    public List<Func<IEnumerable<(string filename, SourceText content)>>> AdditionalFilesFactories { get; } = [];

    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    public List<string> AdditionalProjectReferences { get; } = [];

    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    internal string DefaultPrefix { get; }

    internal string DefaultExtension { get; }

    internal IEnumerable<SourceFileCollection> EditableFiles => [Sources, AdditionalFiles, AnalyzerConfigFiles];

    /// <summary>Takes over from another project what this one does not state itself.</summary>
    internal void Inherit(ProjectState from)
    {
        ReferenceAssemblies ??= from.ReferenceAssemblies;
        OutputKind ??= from.OutputKind;
        DocumentationMode ??= from.DocumentationMode;
        InheritList(Sources, from.Sources);
        InheritList(GeneratedSources, from.GeneratedSources);
        InheritList(AdditionalFiles, from.AdditionalFiles);
        InheritList(AnalyzerConfigFiles, from.AnalyzerConfigFiles);
        InheritList(AdditionalProjectReferences, from.AdditionalProjectReferences);
        InheritList(AdditionalReferences, from.AdditionalReferences);
    }

    internal bool EditableFilesEqual(ProjectState other) =>
        EditableFiles.Zip(other.EditableFiles).All(pair => pair.First.ContentEquals(pair.Second));

    /// <summary>Whether both are compiled in the same way, whatever their editable files are.</summary>
    internal bool CompilesLike(ProjectState other) =>
        ReferenceAssemblies == other.ReferenceAssemblies
        && OutputKind == other.OutputKind
        && DocumentationMode == other.DocumentationMode
        && AdditionalReferences.SequenceEqual(other.AdditionalReferences)
        && AdditionalProjectReferences.SequenceEqual(other.AdditionalProjectReferences)
        && GeneratedSources.ContentEquals(other.GeneratedSources);

    private static void InheritList<T>(List<T> own, List<T> inherited)
    {
        if (own.Count == 0)
            own.AddRange(inherited);
    }
}
