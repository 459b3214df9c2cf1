using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Framework;

/// <summary>What a project gives to analyzers beside its code: values from configuration files, and further files.</summary>
internal static class ProjectFiles
{
    /// <param name="editorConfig">The text of the .editorconfig in use; analyzers see its values.</param>
    /// <param name="files">Files whose text analyzers may read; a null text is a file that cannot be read.</param>
    public static AnalyzerOptions Options(string editorConfig = "", params (string Path, string? Text)[] files) =>
        new([.. files.Select(f => new GivenText(f.Path, f.Text))], new GivenConfig(editorConfig));

    private sealed class GivenText(string path, string? text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) =>
            text is null ? throw new IOException("The file is locked.") : SourceText.From(text);
    }

    private sealed class GivenConfig(string editorConfig) : AnalyzerConfigOptionsProvider
    {
        // Without a section the text stands for a global configuration, which is how build properties arrive.
        private readonly AnalyzerConfigSet set = AnalyzerConfigSet.Create(new[]
        {
            editorConfig.Contains('[', StringComparison.Ordinal)
                ? AnalyzerConfig.Parse(editorConfig, "/.editorconfig")
                : AnalyzerConfig.Parse("is_global = true\n" + editorConfig, "/.globalconfig"),
        });

        public override AnalyzerConfigOptions GlobalOptions => new GivenOptions(set.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new GivenOptions(set.GetOptionsForSourcePath(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new GivenOptions(ImmutableDictionary<string, string>.Empty);
    }

    private sealed class GivenOptions(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.WithComparers(KeyComparer).TryGetValue(key, out value);
    }
}
