using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Puts a set, built before the loop, where a list is named that is only asked for values.</summary>
internal sealed class SetBeforeLoop
{
    private readonly FixRequest request;
    private readonly IOperation collection;
    private readonly IOperation root;
    private readonly CollectionUse use;

    private SetBeforeLoop(FixRequest request, IOperation collection, IOperation root, CollectionUse use)
    {
        this.request = request;
        this.collection = collection;
        this.root = root;
        this.use = use;
    }

    /// <summary>Whether the collection is never null where the set is built; otherwise only the user can say.</summary>
    public bool IsSurelyNotNull { get; private set; }

    public ImmutableArray<TextChange> Changes { get; private set; }

    /// <summary>The edits, or null when a set could answer differently.</summary>
    /// <param name="request">The finding.</param>
    /// <param name="collection">The list, where it is named.</param>
    /// <param name="place">What runs in each round.</param>
    /// <param name="loop">The loop that makes it a product of two sizes.</param>
    /// <param name="index">What is built in place of a set of the elements.</param>
    /// <param name="keyName">How the key of that is called.</param>
    public static SetBeforeLoop? TryWrite(FixRequest request, IOperation collection, IOperation place, Iteration loop, KeyedLookup? index = null, string? keyName = null)
    {
        var root = ScannedCollection.Root(collection, request.Compilation);
        if (collection.Syntax is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
            || collection.Unwrap() != root
            || !IndexKey.IsSteady(root)
            || DeferredQuery.Of(root, request.Compilation) is not null
            || CollectionUse.Of(root, request.Compilation) is not { } use
            || !use.IsMaterialised(ScanCosts.For(request.Compilation)))
        {
            return null;
        }

        var set = new SetBeforeLoop(request, collection, root, use);
        return set.TryWrite(place, loop, index ?? new KeyedLookup(IndexKind.Set, collection.Syntax.ToString(), Element: "item", Key: null, Filter: null, Comparer: null), keyName) ? set : null;
    }

    private bool TryWrite(IOperation place, Iteration loop, KeyedLookup index, string? keyName)
    {
        var reaches = false;
        var outermost = LoopHoist.Outermost(place, request.Compilation, iteration =>
        {
            if (!StaysSame(iteration))
                return false;

            reaches |= iteration.Operation == loop.Operation;
            return true;
        });
        if (outermost is null
            || !reaches
            || (index.Key is null && !HashSafety.Holds(ElementKind.Of(root.Type, request.Compilation), outermost))
            || LoopHoist.Before(outermost.Operation.Syntax, request.Model) is not { } hoist
            || request.Compilation.Type(TypeNames.System.Enumerable) is not { } enumerable
            || enumerable.GetMembers("ToHashSet").IsEmpty)
        {
            return false;
        }

        if (request.Model.GetOperation(hoist.Place, request.CancellationToken) is { } around && !use.StaysSameIn(around, collection))
            return false;

        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(edits, enumerable, hoist.Place, request))
            return false;

        var build = index.Build();
        var local = KeyedLookup.Existing(build, hoist.Place, use.StaysSameAfter);
        if (local is null)
        {
            local = Names.Unique(KeyedLookup.Name(index.Kind, root.ReferencedSymbol()!.Name, keyName), hoist.Place, request.Model);
            hoist.Insert(edits, request.Text, "var " + local + " = " + build + ";");
        }

        edits.Add(new TextChange(collection.Syntax.Span, local));
        IsSurelyNotNull = use.IsFresh || root.Type is { IsValueType: true } || (request.Model.GetNullableContext(hoist.Place.SpanStart).WarningsEnabled() && !use.IsTestedForNullIn(outermost.Operation));
        var all = new EditList();
        all.AddRange(edits);
        Changes = all.Build() ?? ImmutableArray<TextChange>.Empty;
        return !Changes.IsEmpty;
    }

    /// <summary>Whether each round asks the same elements, and none is asked after the statement is over.</summary>
    private bool StaysSame(Iteration iteration) =>
        ScannedCollection.StaysSame(collection, iteration, request.Compilation)
        && use.StaysSameIn(iteration.Operation, collection)
        && !(iteration.Operation is IInvocationOperation callback
            && Callbacks.IsDeferred(callback.TargetMethod, request.Compilation)
            && !PlainFunction.IsUsedAtOnce(callback, request.Compilation));
}
