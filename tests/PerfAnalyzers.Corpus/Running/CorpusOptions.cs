using System.Text;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>What the user chose.</summary>
internal sealed record CorpusSettings
{
    public required string Folder { get; init; }

    public ImmutableArray<string> Rules { get; init; } = [];

    public bool AllRules { get; init; }

    public bool IncludeTests { get; init; }

    /// <summary>Whether the severities and options that the folder sets for itself are respected.</summary>
    public bool EditorConfig { get; init; }

    /// <summary>Options in the form key=value.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Only projects whose name contains one of these.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    public bool Fix { get; init; }

    /// <summary>How many findings of each rule get their fixes tried; 0 is all.</summary>
    public int FixLimit { get; init; }

    /// <summary>How many files of each project are tried with faults in them.</summary>
    public int Mutants { get; init; }

    /// <summary>The lot that the faults are drawn by.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Measures on one thread, so that times can be compared.</summary>
    public bool Sequential { get; init; }

    public TimeSpan ProjectTimeout { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>The configuration that the rules see: the options of the user and, if wanted, the .editorconfig files of the corpus.</summary>
internal sealed class CorpusOptionsProvider : AnalyzerConfigOptionsProvider
{
    private readonly AnalyzerConfigSet set;
    private readonly DictionaryOptions global;

    private CorpusOptionsProvider(AnalyzerConfigSet set, SourceProject project)
    {
        this.set = set;

        // A build leaves the property empty where a project says nothing, and the rules then look for themselves.
        global = new(set.GlobalConfigOptions.AnalyzerOptions
            .SetItem("build_property.IsTestProject", project.IsTest ? "true" : "")
            .SetItem("build_property.PackAsTool", project.IsTool ? "true" : ""));
    }

    public override AnalyzerConfigOptions GlobalOptions => global;

    public static CorpusOptionsProvider Create(SourceProject project, CorpusSettings settings)
    {
        var configs = new List<AnalyzerConfig> { AnalyzerConfig.Parse(GlobalConfig(settings), "/corpus.globalconfig") };
        if (settings.EditorConfig)
            configs.AddRange(EditorConfigs(project).Select(f => AnalyzerConfig.Parse(SourceText.From(File.ReadAllText(f)), f)));
        return new(AnalyzerConfigSet.Create(configs), project);
    }

    /// <summary>The options of the user as a global configuration file.</summary>
    public static SourceText GlobalConfig(CorpusSettings settings)
    {
        var text = new StringBuilder("is_global = true\nglobal_level = 1000\n");
        if (settings.IncludeTests)
            text.Append("perf_analyzers.include = tests\n");
        foreach (var option in settings.Options)
            text.Append(option.Replace("=", " = ", StringComparison.Ordinal)).Append('\n');
        return SourceText.From(text.ToString(), Encoding.UTF8);
    }

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => For(tree.FilePath);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => For(textFile.Path);

    public ImmutableDictionary<string, ReportDiagnostic> Severities(string path) => set.GetOptionsForSourcePath(path).TreeOptions;

    private DictionaryOptions For(string path)
    {
        var local = set.GetOptionsForSourcePath(path).AnalyzerOptions;
        return new(local.Count == 0 ? global.Values : global.Values.SetItems(local));
    }

    private static IEnumerable<string> EditorConfigs(SourceProject project) =>
        project.Files.Select(Path.GetDirectoryName).Distinct()
            .SelectMany(Above)
            .Distinct()
            .SelectMany(d => new[] { Path.Combine(d, ".editorconfig"), Path.Combine(d, ".globalconfig") })
            .Where(File.Exists);

    private static IEnumerable<string> Above(string? directory)
    {
        for (var current = directory; current is not null; current = Path.GetDirectoryName(current))
            yield return current;
    }

    private sealed class DictionaryOptions(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public ImmutableDictionary<string, string> Values => values;

        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}

/// <summary>Lets the severities of .editorconfig decide; without them each rule has its own level.</summary>
internal sealed class CorpusSeverities(CorpusOptionsProvider options) : SyntaxTreeOptionsProvider
{
    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        options.Severities(tree.FilePath).TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return false;
    }
}
