using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Remembers, for one test, what was found in a solution. The runs of a fix test pass through the same texts many
/// times; each is analysed once.
/// </summary>
internal sealed class AnalysisCache(Func<Solution, CancellationToken, Task<ImmutableArray<Finding>>> analyze)
{
    private readonly Dictionary<string, (Solution Solution, ImmutableArray<Finding> Findings)> known = new(StringComparer.Ordinal);

    /// <summary>
    /// The findings, and a solution with the same files that they belong to. Only solutions of one origin may be
    /// asked for: project ids are part of what makes two solutions the same.
    /// </summary>
    public async Task<(Solution Solution, ImmutableArray<Finding> Findings)> AnalyzeAsync(Solution solution, CancellationToken cancellationToken)
    {
        var key = await ContentAsync(solution, cancellationToken).ConfigureAwait(false);
        if (!known.TryGetValue(key, out var result))
            known[key] = result = (solution, await analyze(solution, cancellationToken).ConfigureAwait(false));

        return result;
    }

    private static async Task<string> ContentAsync(Solution solution, CancellationToken cancellationToken)
    {
        var content = new StringBuilder();
        foreach (var project in solution.Projects)
        {
            content.Append('\f').Append(project.Id.Id);
            foreach (var document in project.Documents.Concat(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments))
            {
                var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                content.Append('\f').Append(document.FilePath).Append('\f').Append(document.Name).Append('\f').AppendJoin('/', document.Folders)
                    .Append('\f').Append(text.Encoding?.WebName).Append(text.ChecksumAlgorithm).Append('\f').Append(text);
            }
        }

        return content.ToString();
    }
}
