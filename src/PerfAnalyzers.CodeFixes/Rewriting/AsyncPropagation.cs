using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What one propagation would do.</summary>
/// <param name="Changes">The edits of each document.</param>
/// <param name="Members">How many methods change, the first included.</param>
/// <param name="AddsTwin">Whether the first method stays, with an async one beside it.</param>
/// <param name="MovesExceptions">Whether exceptions of a function surface elsewhere than before.</param>
internal sealed record AsyncPlan(ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> Changes, int Members, bool AddsTwin, bool MovesExceptions);

/// <summary>
/// Makes a method async together with everything that follows from it: what it overrides or implements, what overrides or implements
/// it, and all callers up to functions that can await without a new signature. First the methods and calls are collected, then it is decided
/// which of them change, and only then is text written.
/// </summary>
internal sealed class AsyncPropagation
{
    private const int MaximumFamilies = 80;
    private const int MaximumReferences = 600;

    private readonly AsyncDocuments documents;
    private readonly List<AsyncFamily> families = new();
    private readonly Dictionary<(SyntaxTree, TextSpan), AsyncFamily?> familyOf = new();

    private readonly AsyncSuffix suffix;

    private AsyncPropagation(FixRequest request, string ruleId)
    {
        documents = new AsyncDocuments(request);
        suffix = AsyncNaming.Suffix.Value(request.Document.Project.AnalyzerOptions, request.Root.SyntaxTree, ruleId);
    }

    /// <summary>Plans to await an expression in a function whose signature has to change for that.</summary>
    public static async Task<AsyncPlan?> PlanAsync(AsyncAwait seed, FixRequest request, string ruleId)
    {
        if (seed.Spot is not { Need: AsyncNeed.Signature } spot)
            return null;

        var propagation = new AsyncPropagation(request, ruleId);
        if (await propagation.CollectAsync(spot.Function.Symbol).ConfigureAwait(false) is not { Change: not AsyncChange.None } first
            || !await propagation.FollowCallersAsync().ConfigureAwait(false))
        {
            return null;
        }

        propagation.Decide();
        var changing = propagation.Useful(propagation.Reached(first));
        if (!changing.Contains(first))
            return null;

        return await new AsyncRewriter(propagation.documents, changing, propagation.FamilyAround).WriteAsync(first, seed).ConfigureAwait(false);
    }

    /// <summary>The family of the method that a piece of code is written in, if that method may change.</summary>
    private AsyncFamily? FamilyAround(SyntaxNode declaration) =>
        familyOf.TryGetValue(AsyncDeclaration.KeyOf(declaration), out var family) ? family : null;

    private async Task<AsyncFamily?> CollectAsync(IMethodSymbol method)
    {
        if (method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference)
            return null;

        if (familyOf.TryGetValue((reference.SyntaxTree, reference.Span), out var known))
            return known;

        var family = await AsyncFamily.CollectAsync(method, documents).ConfigureAwait(false);
        familyOf[(reference.SyntaxTree, reference.Span)] = family;
        if (family is null)
            return null;

        foreach (var declaration in family.Declarations)
            familyOf[declaration.Key] = family;

        families.Add(family);
        AsyncFeasibility.Judge(family, suffix);
        return family;
    }

    /// <summary>Reads the calls of each family, and so comes to the families of the callers.</summary>
    private async Task<bool> FollowCallersAsync()
    {
        var references = 0;
        for (var i = 0; i < families.Count; i++)
        {
            if (families.Count > MaximumFamilies || references > MaximumReferences)
                return false;

            var family = families[i];
            if (family.Change == AsyncChange.None)
                continue;

            references += await AsyncReferences.ReadAsync(family, documents).ConfigureAwait(false);
            foreach (var call in family.Calls)
            {
                if (call.Spot is { Need: AsyncNeed.Signature } spot)
                    await CollectAsync(spot.Function.Symbol).ConfigureAwait(false);
            }
        }

        return true;
    }

    /// <summary>Where one caller needs the synchronous form, that form stays; and so does what its body calls.</summary>
    private void Decide()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var family in families)
            {
                if (family.Change == AsyncChange.InPlace && (family.HasUnseenCallers || family.Calls.Any(KeepsSynchronous)))
                {
                    AsyncFeasibility.Degrade(family);
                    changed = true;
                }
            }
        }
        while (changed);
    }

    private bool KeepsSynchronous(AsyncAwait call) => !IsAwaited(call) || FamilyAround(call.Owner)?.Change == AsyncChange.Twin;

    private bool IsAwaited(AsyncAwait call) =>
        call.Spot is { } spot && (spot.Need != AsyncNeed.Signature || FamilyAround(spot.Function.Node) is { Change: AsyncChange.InPlace or AsyncChange.Twin });

    /// <summary>The families that get an await, starting from the first.</summary>
    private HashSet<AsyncFamily> Reached(AsyncFamily first)
    {
        var reached = new HashSet<AsyncFamily> { first };
        var pending = new Queue<AsyncFamily>();
        pending.Enqueue(first);
        while (pending.Count > 0)
        {
            foreach (var call in pending.Dequeue().Calls.Where(IsAwaited))
            {
                if (call.Spot is { Need: AsyncNeed.Signature } spot && FamilyAround(spot.Function.Node) is { } caller && reached.Add(caller))
                    pending.Enqueue(caller);
            }
        }

        return reached;
    }

    /// <summary>Of those, the ones that help: an async method beside one that stays needs somebody who awaits it.</summary>
    private HashSet<AsyncFamily> Useful(HashSet<AsyncFamily> reached)
    {
        var useful = new HashSet<AsyncFamily>(reached.Where(f => f.Change == AsyncChange.InPlace || (f.Change == AsyncChange.Twin && f.HasUnseenCallers && AsyncFeasibility.IsOffered(f))));
        bool grown;
        do
        {
            grown = false;
            foreach (var family in reached.Where(f => !useful.Contains(f)))
            {
                if (family.Calls.Any(c => IsAwaited(c) && (c.Spot!.Need != AsyncNeed.Signature || (FamilyAround(c.Spot.Function.Node) is { } caller && useful.Contains(caller)))))
                    grown |= useful.Add(family);
            }
        }
        while (grown);

        return useful;
    }
}
