using System.Text.Encodings.Web;
using System.Text.Json;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Corpus.Output;

/// <summary>One JSON object for each finding, one on each line.</summary>
internal static class JsonLinesFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string file, CorpusResult result, FindingPrinter source)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        foreach (var finding in result.Findings)
        {
            writer.WriteLine(JsonSerializer.Serialize(
                new
                {
                    finding.Rule,
                    finding.Level,
                    finding.Path,
                    finding.Line,
                    finding.Column,
                    finding.EndLine,
                    finding.EndColumn,
                    finding.Message,
                    finding.Project,
                    Source = source.Line(finding.Path, finding.Line).Trim(),
                    finding.Related,
                },
                Options));
        }
    }
}
