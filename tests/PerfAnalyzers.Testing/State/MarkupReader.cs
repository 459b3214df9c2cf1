using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Takes the markup out of a state and turns it into expected diagnostics.</summary>
internal sealed class MarkupReader
{
    private readonly MarkupOptions options;
    private readonly DiagnosticDescriptor? defaultDescriptor;
    private readonly ImmutableArray<DiagnosticDescriptor> descriptors;
    private readonly ImmutableArray<string> fixableIds;
    private readonly string defaultPath;

    public MarkupReader(
        MarkupOptions options,
        DiagnosticDescriptor? defaultDescriptor,
        ImmutableArray<DiagnosticDescriptor> descriptors,
        ImmutableArray<string> fixableIds,
        string defaultPath)
    {
        this.options = options;
        this.defaultDescriptor = defaultDescriptor;
        this.descriptors = descriptors;
        this.fixableIds = fixableIds;
        this.defaultPath = defaultPath;
    }

    /// <param name="state">A state whose inherited values are applied.</param>
    public SolutionState Read(SolutionState state)
    {
        var mode = state.MarkupHandling ?? MarkupMode.Allow;
        var places = new Dictionary<string, FileLinePositionSpan>(StringComparer.Ordinal);
        var expected = new List<DiagnosticResult>();
        var result = new SolutionState(state.Name, state.Language, state.DefaultPrefix, state.DefaultExtension)
        {
            InheritanceMode = StateInheritanceMode.Explicit,
            MarkupHandling = MarkupMode.None,
        };

        ReadProject(state, result, mode, places, expected);
        foreach (var (name, project) in state.AdditionalProjects)
            ReadProject(project, result.AdditionalProjects[name], mode, places, expected);

        result.ExpectedDiagnostics.AddRange(state.ExpectedDiagnostics
            .Select(d => d.WithDefaultPath(defaultPath).WithMarkupLocations(places))
            .Concat(expected));
        return result;
    }

    private void ReadProject(
        ProjectState from, ProjectState to, MarkupMode mode, Dictionary<string, FileLinePositionSpan> places, List<DiagnosticResult> expected)
    {
        ReadFiles(from.Sources, to.Sources);
        ReadFiles(from.GeneratedSources, to.GeneratedSources);
        ReadFiles(from.AdditionalFiles.Concat(from is SolutionState ? [] : from.AdditionalFilesFactories.SelectMany(f => f())), to.AdditionalFiles);
        ReadFiles(from.AnalyzerConfigFiles, to.AnalyzerConfigFiles);
        to.Inherit(from);

        void ReadFiles(IEnumerable<(string filename, SourceText content)> files, SourceFileCollection target)
        {
            foreach (var (path, content) in files)
                target.Add((path, mode == MarkupMode.None ? content : ReadFile(path, content, mode, places, expected)));
        }
    }

    private SourceText ReadFile(
        string path, SourceText content, MarkupMode mode, Dictionary<string, FileLinePositionSpan> places, List<DiagnosticResult> expected)
    {
        var marked = MarkupParser.Parse(content.ToString(), options.HasFlag(MarkupOptions.TreatPositionIndicatorsAsCode));
        if (marked.Positions.IsEmpty && marked.Spans.IsEmpty)
            return content;

        var text = SourceText.From(marked.Text, content.Encoding ?? Encoding.UTF8, content.ChecksumAlgorithm);
        if (mode == MarkupMode.Ignore)
            return text;

        foreach (var position in marked.Positions)
        {
            if (Expect(string.Empty, mode) is { } diagnostic)
                expected.Add(diagnostic.WithLocation(path, text.Lines.GetLinePosition(position)));
        }

        foreach (var (name, span) in marked.Spans)
        {
            var place = new FileLinePositionSpan(path, text.Lines.GetLinePositionSpan(span));
            if (name.StartsWith('#'))
            {
                if (!places.TryAdd(name, place))
                    throw new InvalidOperationException($"Two places are marked with the key '{name}'.");
            }
            else if (Expect(name, mode) is { } diagnostic)
            {
                expected.Add(diagnostic.WithSpan(place));
            }
        }

        return text;
    }

    private DiagnosticResult? Expect(string id, MarkupMode mode)
    {
        var descriptor = id.Length == 0 ? defaultDescriptor ?? throw NoDefault() : Find(id);
        if (mode == MarkupMode.IgnoreFixable && fixableIds.Contains(descriptor?.Id ?? id))
            return null;

        // An id that no analyzer reports is one of the compiler's.
        var result = descriptor is null ? DiagnosticResult.CompilerError(id) : new DiagnosticResult(descriptor);
        return result.WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity);
    }

    private DiagnosticDescriptor? Find(string id)
    {
        var found = descriptors.Where(d => d.Id == id).ToArray();
        return found.Length <= 1 || options.HasFlag(MarkupOptions.UseFirstDescriptor)
            ? found.FirstOrDefault()
            : throw new InvalidOperationException($"Several descriptors have the id '{id}'; expect the diagnostic explicitly or set {nameof(MarkupOptions)}.{nameof(MarkupOptions.UseFirstDescriptor)}.");
    }

    private static InvalidOperationException NoDefault() => new(
        $"Markup may leave out the id only when the analyzer reports exactly one; write {{|ID:…|}} or set {nameof(MarkupOptions)}.{nameof(MarkupOptions.UseFirstDescriptor)}.");
}
