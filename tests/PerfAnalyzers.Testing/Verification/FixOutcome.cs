namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Where a run of fixes ended, and what went wrong on the way.</summary>
internal sealed record FixOutcome(Solution Solution, ImmutableArray<string> Failures)
{
    /// <summary>Compares the files first: a wrong text says more than a wrong number of iterations.</summary>
    public static async Task VerifyAsync(FixOutcome outcome, SolutionState expected, IVerifier verifier, CancellationToken cancellationToken)
    {
        verifier.Equal(expected.Projects.Count(), outcome.Solution.ProjectIds.Count, "The number of projects changed.");
        foreach (var state in expected.Projects)
        {
            var project = outcome.Solution.Projects.Single(p => p.Name == state.Name);
            var generated = state.GeneratedSources.Select(s => s.filename).ToHashSet();
            await VerifyFilesAsync("source", state.Sources, [.. project.Documents.Where(d => !generated.Contains(d.FilePath ?? d.Name))]).ConfigureAwait(false);
            await VerifyFilesAsync("additional file", state.AdditionalFiles, [.. project.AdditionalDocuments]).ConfigureAwait(false);
            await VerifyFilesAsync("analyzer config file", state.AnalyzerConfigFiles, [.. project.AnalyzerConfigDocuments]).ConfigureAwait(false);

            async Task VerifyFilesAsync(string kind, SourceFileCollection files, TextDocument[] documents)
            {
                verifier.Equal(files.Count, documents.Length, $"Expected {files.Count} {kind}s ({string.Join(", ", files.Select(f => f.filename))}), found {documents.Length} ({string.Join(", ", documents.Select(d => d.Name))}).");
                for (var i = 0; i < files.Count; i++)
                {
                    var (path, content) = files[i];
                    var text = await documents[i].GetTextAsync(cancellationToken).ConfigureAwait(false);
                    var (name, folders) = TestSolution.NameAndFolders(state, path);
                    verifier.EqualOrDiff(content.ToString(), text.ToString(), $"The {kind} '{path}' is not as expected.");
                    verifier.Equal(content.Encoding?.WebName, text.Encoding?.WebName, $"The encoding of the {kind} '{path}' changed.");
                    verifier.Equal(content.ChecksumAlgorithm, text.ChecksumAlgorithm, $"The checksum algorithm of the {kind} '{path}' changed.");
                    verifier.Equal(name, documents[i].Name, $"The {kind} '{path}' has another name.");
                    verifier.SequenceEqual(folders, documents[i].Folders, message: $"The {kind} '{path}' is in other folders.");
                }
            }
        }

        if (outcome.Failures.FirstOrDefault() is { } failure)
            verifier.Fail(failure);
    }
}
