using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Corpus.Fixing;

/// <summary>
/// The compile errors that a change brings. Errors are compared by id and message, since positions move. Where the change
/// reaches only bodies, the changed documents are looked at; where it reaches declarations, so is every document that names them.
/// </summary>
internal sealed class ErrorDelta(Solution original)
{
    private readonly ConcurrentDictionary<DocumentId, Task<Dictionary<string, int>>> before = new();

    public async Task<ImmutableArray<string>> NewErrorsAsync(Solution changed, CancellationToken cancellationToken)
    {
        var documents = await AffectedAsync(changed, cancellationToken).ConfigureAwait(false);
        var errors = ImmutableArray.CreateBuilder<string>();
        foreach (var id in documents)
        {
            var known = new Dictionary<string, int>(await before.GetOrAdd(id, i => ErrorsAsync(original, i, cancellationToken)).ConfigureAwait(false), StringComparer.Ordinal);
            foreach (var (error, count) in await ErrorsAsync(changed, id, cancellationToken).ConfigureAwait(false))
            {
                for (var extra = known.GetValueOrDefault(error); extra < count; extra++)
                    errors.Add(error);
            }
        }

        return errors.ToImmutable();
    }

    public static ImmutableArray<DocumentId> ChangedDocuments(Solution original, Solution changed) =>
    [
        .. changed.GetChanges(original).GetProjectChanges().SelectMany(p => p.GetChangedDocuments().Concat(p.GetAddedDocuments())),
    ];

    private async Task<HashSet<DocumentId>> AffectedAsync(Solution changed, CancellationToken cancellationToken)
    {
        var affected = new HashSet<DocumentId>();
        foreach (var id in ChangedDocuments(original, changed))
        {
            affected.Add(id);
            var old = original.GetDocument(id) is { } document ? await DeclarationsAsync(document, cancellationToken).ConfigureAwait(false) : [];
            var now = await DeclarationsAsync(changed.GetDocument(id)!, cancellationToken).ConfigureAwait(false);
            var names = old.Except(now).Concat(now.Except(old)).Select(d => d.Name).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
            if (names.Count > 0)
                affected.UnionWith(await MentioningAsync(changed, id.ProjectId, names, cancellationToken).ConfigureAwait(false));
        }

        return affected;
    }

    private static async Task<List<DocumentId>> MentioningAsync(Solution solution, ProjectId changed, HashSet<string> names, CancellationToken cancellationToken)
    {
        var found = new List<DocumentId>();
        var projects = solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(changed).Append(changed);
        foreach (var document in projects.SelectMany(p => solution.GetProject(p)!.Documents))
        {
            var text = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
            if (names.Any(n => text.Contains(n, StringComparison.Ordinal)))
                found.Add(document.Id);
        }

        return found;
    }

    /// <summary>Every declaration in a document without its body, and the name that others use for it.</summary>
    private static async Task<HashSet<(string Name, string Signature)>> DeclarationsAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root!.DescendantNodes(n => n is not (BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax))
            .OfType<MemberDeclarationSyntax>()
            .Where(m => m is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax))
            .Select(m => (Name(m), Signature(m)))
            .ToHashSet();
    }

    private static string Name(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax declaration => declaration.Identifier.ValueText,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        EnumMemberDeclarationSyntax value => value.Identifier.ValueText,
        _ => string.Empty,
    };

    private static string Signature(MemberDeclarationSyntax member) => string.Join(' ', member
        .DescendantTokens(n => n == member || n is not (BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or MemberDeclarationSyntax))
        .Select(t => t.Text));

    private static async Task<Dictionary<string, int>> ErrorsAsync(Solution solution, DocumentId id, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, int>(StringComparer.Ordinal);
        if (solution.GetDocument(id) is not { } document || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return errors;

        foreach (var error in model.GetDiagnostics(cancellationToken: cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            var key = $"{error.Id} {error.GetMessage(CultureInfo.InvariantCulture)} ({document.Name})";
            errors[key] = errors.GetValueOrDefault(key) + 1;
        }

        return errors;
    }
}
