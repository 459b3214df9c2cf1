using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Judges whether an index would be worth more than it costs.</summary>
internal static class LookupWorth
{
    /// <summary>How sure it is that many elements are searched many times; null when they surely are not.</summary>
    /// <param name="place">The search.</param>
    /// <param name="collection">What is searched.</param>
    /// <param name="cost">What one search costs.</param>
    /// <param name="comparesElements">Whether whole elements are compared, and not what a predicate takes of them.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="compilation">The compilation.</param>
    public static Confidence? Of(IOperation place, IOperation collection, ScanCost cost, bool comparesElements, Iteration.Iteration loop, CompilationContext compilation)
    {
        var grows = ScannedCollection.Grows(collection, loop, compilation);
        var sizes = SizeProduct.Of(collection, place, loop, i => ScannedCollection.StaysSame(collection, i, compilation) || ScannedCollection.Grows(collection, i, compilation), compilation);
        if (sizes.IsLinear || cost == ScanCost.Unknown)
            return sizes.IsLinear ? null : Confidence.Low;

        // Numbers are compared many at a time, so only a list of them that surely grows is worth an index.
        if (comparesElements && sizes.Scanned != Magnitude.Data && ElementKind.IsVectorised(ElementKind.Of(collection.UnwrapView().Type, compilation)) && !IsOfVisited(place, collection, compilation))
            return Confidence.Low;

        // Of many elements only a few may be different, and fewer still come in while each round waits.
        if (grows)
            return loop.Form != IterationForm.AwaitForEach && LoopShape.AwaitsInEachRound(loop) ? Confidence.Low : sizes.Worth == Confidence.High ? Confidence.Medium : sizes.Worth;

        return RoundWork.Beside(sizes.Worth, place, loop, compilation);
    }

    /// <summary>Whether a search through a graph or tree keeps in the collection what it has come past: that becomes as much as there is.</summary>
    private static bool IsOfVisited(IOperation place, IOperation collection, CompilationContext compilation) =>
        Iterations.Around(place, compilation).Any(i => WorkLists.Of(i) is not null && ScannedCollection.Grows(collection, i, compilation));
}
