using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What changes in the documents that a token is brought through.</summary>
internal sealed class TokenEdits
{
    private readonly Dictionary<DocumentId, InDocument> byDocument = new();

    public InDocument Of(FixRequest request)
    {
        if (!byDocument.TryGetValue(request.Document.Id, out var found))
            byDocument.Add(request.Document.Id, found = new InDocument(request));

        return found;
    }

    public void AddParameter(AsyncDeclaration declaration, string name, bool isRequired)
    {
        var document = Of(declaration.Request);
        var type = document.TokenType(declaration.Node);
        type.Import();
        TokenParameter.Add(document.Members, declaration, type.Name, name, isRequired);
    }

    /// <summary>All edits, if the documents they are made in, and those that use what changes, compile as before.</summary>
    public async Task<ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>?> BuildAsync(IEnumerable<DocumentId> alsoIn, AsyncDocuments documents)
    {
        var changes = ImmutableDictionary.CreateBuilder<DocumentId, ImmutableArray<TextChange>>();
        foreach (var document in byDocument)
        {
            if (document.Value.Build() is not { } built)
                return null;

            if (!built.IsEmpty)
                changes.Add(document.Key, built);
        }

        var all = changes.ToImmutable();
        var looked = alsoIn.Where(id => !all.ContainsKey(id)).Distinct().Aggregate(all, (known, id) => known.Add(id, ImmutableArray<TextChange>.Empty));
        return await StillCompiles.AfterAllAsync(looked, documents.Solution, documents.CancellationToken).ConfigureAwait(false) ? all : null;
    }

    /// <summary>The edits of one document.</summary>
    internal sealed class InDocument
    {
        private readonly FixRequest request;
        private ImmutableArray<TextChange>.Builder usings = ImmutableArray.CreateBuilder<TextChange>();

        public InDocument(FixRequest request) => this.request = request;

        public EditList Members { get; } = new();

        /// <summary>How new text at a place writes the type of tokens, and what makes that name known.</summary>
        public (string Name, Action Import) TokenType(SyntaxNode place)
        {
            var type = request.Compilation.Type(TypeNames.System.CancellationToken)!;
            var tried = usings.ToImmutable().ToBuilder();
            return Usings.TryAdd(tried, type, place, request)
                ? (type.Name, () => usings = tried)
                : (type.ToDisplayString(), () => { });
        }

        public ImmutableArray<TextChange>? Build()
        {
            var all = new EditList();
            all.AddRange(usings);
            if (Members.Build() is not { } members)
                return null;

            all.AddRange(members);
            return all.Build();
        }
    }
}
