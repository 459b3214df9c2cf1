using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Chooses, applies and checks code actions.</summary>
public abstract class CodeActionTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>Which of the offered actions to apply; the first one when neither this nor a key is given.</summary>
    public int? CodeActionIndex { get; set; }

    /// <summary>The equivalence key of the action to apply.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    public CodeActionValidationMode CodeActionValidationMode { get; set; } = CodeActionValidationMode.SemanticStructure;

    public abstract Type SyntaxKindType { get; }

    private protected CodeAction? ChooseAction(IEnumerable<CodeAction> offered, IVerifier verifier)
    {
        var actions = offered.SelectMany(NestedActions.All).ToList();
        CodeAction? chosen;
        if (CodeActionIndex is { } index)
        {
            chosen = actions.ElementAtOrDefault(index);
            if (chosen is not null && CodeActionEquivalenceKey is { } key)
                verifier.Equal(key, chosen.EquivalenceKey, $"The action at index {index} was expected to have the equivalence key '{key}', but it has '{chosen.EquivalenceKey}'.");
        }
        else
        {
            chosen = CodeActionEquivalenceKey is { } key ? actions.Find(action => action.EquivalenceKey == key) : actions.FirstOrDefault();
        }

        if (chosen is not null)
            CodeActionVerifier?.Invoke(chosen, verifier);

        return chosen;
    }

    /// <summary>The solution with an action applied, every changed document printed and read again.</summary>
    private protected async Task<Solution> ApplyActionAsync(Solution before, CodeAction action, List<string> failures, IVerifier verifier, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
        verifier.True(
            operations.Count(o => o is ApplyChangesOperation) == 1,
            $"The action '{action.Title}' must yield exactly one {nameof(ApplyChangesOperation)}, but it yields: {string.Join(", ", operations.Select(o => o.GetType().Name))}.");

        var after = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var result = after;
        var anyChange = false;
        foreach (var project in after.GetChanges(before).GetProjectChanges())
        {
            if (ChangesSettings(project.OldProject, project.NewProject))
                failures.Add($"The action '{action.Title}' changes the references or options of '{project.NewProject.Name}'; the verifier compares files only.");

            anyChange |= project.GetChangedAdditionalDocuments().Concat(project.GetAddedAdditionalDocuments()).Concat(project.GetRemovedAdditionalDocuments())
                .Concat(project.GetChangedAnalyzerConfigDocuments()).Concat(project.GetRemovedDocuments()).Any();
            foreach (var id in project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
            {
                var text = await PrintAsync(after.GetDocument(id)!, failures, action.Title, cancellationToken).ConfigureAwait(false);
                result = result.WithDocumentText(id, text, PreservationMode.PreserveIdentity);
                anyChange |= before.GetDocument(id) is not { } old || !(await old.GetTextAsync(cancellationToken).ConfigureAwait(false)).ContentEquals(text);
            }
        }

        if (!anyChange)
            failures.Add($"The action '{action.Title}' changes nothing.");

        return anyChange ? result : before;
    }

    private static bool ChangesSettings(Project before, Project after) =>
        !before.MetadataReferences.SequenceEqual(after.MetadataReferences)
        || !before.ProjectReferences.SequenceEqual(after.ProjectReferences)
        || !Equals(before.ParseOptions, after.ParseOptions)
        || !Equals(before.CompilationOptions, after.CompilationOptions);

    private async Task<SourceText> PrintAsync(Document document, List<string> failures, string title, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        if (root.GetAnnotatedNodesAndTokens(Simplifier.Annotation).Any())
            document = await Simplifier.ReduceAsync(document, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);

        root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        if (root.GetAnnotatedNodesAndTokens(Formatter.Annotation).Any())
            document = await Formatter.FormatAsync(document, Formatter.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);

        // A text object of its own: the one of the document would bring the tree along that the fix has built.
        var own = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var text = SourceText.From(own.ToString(), own.Encoding, own.ChecksumAlgorithm);
        if (CodeActionValidationMode != CodeActionValidationMode.None)
        {
            var produced = (await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false))!;
            var read = produced.WithChangedText(text);
            if (TreeComparison.FirstDifference(produced, read, CodeActionValidationMode, SyntaxKindType, cancellationToken) is { } difference)
                failures.Add($"The action '{title}' produces a tree that the compiler does not read from its text, in '{document.FilePath ?? document.Name}': {difference}");
        }

        return text;
    }
}
