using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes a propagation that has been decided: signatures, awaits, twins, and every place that names what is renamed.</summary>
internal sealed class AsyncRewriter
{
    private readonly AsyncDocuments documents;
    private readonly HashSet<AsyncFamily> changing;
    private readonly Func<SyntaxNode, AsyncFamily?> familyAround;
    private readonly Dictionary<DocumentId, AsyncDocumentEdits> edits = new();
    private bool movesExceptions;

    public AsyncRewriter(AsyncDocuments documents, HashSet<AsyncFamily> changing, Func<SyntaxNode, AsyncFamily?> familyAround)
    {
        this.documents = documents;
        this.changing = changing;
        this.familyAround = familyAround;
    }

    public async Task<AsyncPlan?> WriteAsync(AsyncFamily first, AsyncAwait seed)
    {
        foreach (var (family, mention) in changing.Where(f => f.Change == AsyncChange.InPlace && f.AsyncName != AsyncNames.Simple(f.Symbol.Name)).SelectMany(f => f.Mentions.Select(m => (f, m))))
            EditsOf(mention.Request).Mentions.Replace(mention.Name, family.AsyncName);

        foreach (var (family, setUp) in changing.Where(f => f.Change == AsyncChange.InPlace).SelectMany(f => f.SetUps.Select(s => (f, s))))
        {
            EditsOf(setUp.Request).Mentions.Replace(setUp.Name, family.AsyncName);
            EditsOf(setUp.Request).Mentions.AddRange(setUp.Edits);
        }

        var awaits = Awaits(first, seed).ToLookup(a => AsyncDeclaration.KeyOf(a.Owner));
        var declarations = changing.Where(IsRewritten).SelectMany(f => f.Declarations).ToLookup(d => AsyncDeclaration.KeyOf(AsyncAwait.OwnerOf(d.Node)));
        foreach (var owner in awaits.Select(g => g.Key).Union(declarations.Select(g => g.Key)))
        {
            if (!TryWrite(awaits[owner].ToList(), declarations[owner].ToList()))
                return null;
        }

        var changes = ImmutableDictionary.CreateBuilder<DocumentId, ImmutableArray<TextChange>>();
        foreach (var document in edits.Values)
        {
            if (document.Build() is not { } built)
                return null;

            changes.Add(document.Request.Document.Id, built);
        }

        var plan = changes.ToImmutable();
        return await StillCompiles.AfterAllAsync(plan, documents.Solution, documents.CancellationToken).ConfigureAwait(false)
            ? new AsyncPlan(plan, changing.Where(IsRewritten).Sum(f => f.Declarations.Length), first.Change == AsyncChange.Twin, movesExceptions)
            : null;
    }

    private static bool IsRewritten(AsyncFamily family) => family.Change is AsyncChange.InPlace or AsyncChange.Twin;

    /// <summary>The calls of what changes, the expression it all began with, and what the changed methods wait for besides.</summary>
    private IEnumerable<AsyncAwait> Awaits(AsyncFamily first, AsyncAwait seed)
    {
        var awaits = changing.SelectMany(f => f.Calls).Where(IsAwaited).ToList();
        if (IsRewritten(first))
            awaits.Add(seed);

        foreach (var declaration in changing.Where(IsRewritten).SelectMany(f => f.Declarations))
            awaits.AddRange(AsyncWaits.In(declaration).Where(w => awaits.All(a => AsyncDeclaration.KeyOf(a.Node) != AsyncDeclaration.KeyOf(w.Node))).ToList());

        return awaits;
    }

    private bool IsAwaited(AsyncAwait call) =>
        call.Spot is { } spot && (spot.Need != AsyncNeed.Signature || (familyAround(spot.Function.Node) is { } caller && IsRewritten(caller) && changing.Contains(caller)));

    /// <summary>Writes one member with all functions inside it.</summary>
    private bool TryWrite(List<AsyncAwait> awaits, List<AsyncDeclaration> declarations)
    {
        var request = declarations.Count > 0 ? declarations[0].Request : awaits[0].Request;
        var document = EditsOf(request);
        var member = new EditList();
        var asyncFunctions = new HashSet<(SyntaxTree, TextSpan)>(awaits.Select(a => AsyncDeclaration.KeyOf(a.Spot!.Function.Node)));
        foreach (var awaited in awaits.GroupBy(a => AsyncDeclaration.KeyOf(a.Spot!.Function.Node)).Select(g => g.First()))
        {
            if (!TryConvert(member, awaited))
                return false;
        }

        AsyncDeclaration? twin = null;
        foreach (var declaration in declarations)
        {
            var family = familyAround(declaration.Node)!;
            if (document.TaskName(declaration.Node) is not { } task)
                return false;

            var isAwaiting = asyncFunctions.Contains(declaration.Key);
            if (family.Change == AsyncChange.Twin)
            {
                twin = declaration;
                if (!isAwaiting && declaration.Member.Body is not null)
                {
                    document.AddTwin(declaration, AsyncTwinText.Delegating(declaration, family, task));
                    return awaits.Count == 0;
                }
            }

            AsyncSignature.Write(member, declaration, family, task, isAwaiting);
        }

        foreach (var callback in awaits.SelectMany(a => a.Spot!.Lambdas).GroupBy(c => AsyncDeclaration.KeyOf(c.Key)).Select(g => g.First()))
            callback.Write(member);

        foreach (var awaited in awaits.OrderBy(a => a.Node.SpanStart).ThenByDescending(a => a.Node.Span.Length))
        {
            if (awaited.Node is ConditionalAccessExpressionSyntax && document.TaskName(awaited.Node) != "Task")
                return false;

            if (!document.TryImport(awaited) || !awaited.Write(member))
                return false;

            movesExceptions |= awaited.Spot!.MovesExceptions;
        }

        if (member.Build() is not { } changes)
            return false;

        if (twin is null)
            document.Members.AddRange(changes);
        else
            document.AddTwin(twin, AsyncTwinText.Copy(twin, familyAround(twin.Node)!, changes));

        return true;
    }

    private static bool TryConvert(EditList member, AsyncAwait awaited)
    {
        var spot = awaited.Spot!;
        if (spot.Need == AsyncNeed.Modifier)
            AsyncConversion.AddModifier(member, spot.Function.Node);

        return spot.Need != AsyncNeed.Returns || AsyncConversion.TryConvert(member, spot.Function, awaited.Node, awaited.Request, out _);
    }

    private AsyncDocumentEdits EditsOf(FixRequest request)
    {
        if (!edits.TryGetValue(request.Document.Id, out var found))
            edits.Add(request.Document.Id, found = new AsyncDocumentEdits(request));

        return found;
    }
}
