using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Why a scan is made again and again.</summary>
internal enum ScanReason
{
    /// <summary>Each round asks for the same answer.</summary>
    SameAnswer,

    /// <summary>The same, and the round keeps the answer in a variable of its own to look at it.</summary>
    SameCopy,

    /// <summary>The condition of a loop that goes some places further in each round asks how many there are.</summary>
    Bound,

    /// <summary>A sort of which the round only takes the first few.</summary>
    SortForFew,

    /// <summary>The least or greatest of what is left, which then goes as well.</summary>
    ExtremeOfRest,

    /// <summary>The parts of a text.</summary>
    TextParts,
}

/// <summary>A call that goes through the same collection in each round of a loop, for the same answer or for the next of them.</summary>
/// <param name="Call">The call.</param>
/// <param name="Collection">What is gone through, as written.</param>
/// <param name="Loop">The innermost loop per element whose rounds do so.</param>
/// <param name="Reason">Why.</param>
internal sealed record RepeatedScan(IInvocationOperation Call, IOperation Collection, Iteration.Iteration Loop, ScanReason Reason)
{
    /// <summary>Whether the operator answers from what stands at a number, which changes with each round.</summary>
    public bool IsByPosition => AsksForPosition(Call);

    /// <summary>Reads a call; null when it costs a step or two, or does not give the same answer again.</summary>
    public static RepeatedScan? Read(IInvocationOperation call, CompilationContext compilation)
    {
        if (call is { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text })
            return LookedAt.Of(call, compilation) != Look.Other ? Found(call, text, ScanReason.TextParts, compilation) : null;

        if (!call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
            || call.Argument(0) is not { } collection
            || !IsHeld(collection, compilation)
            || AsksChance(call))
        {
            return null;
        }

        if (ScanReasons.Of(call, collection, compilation) is { } reason && Found(call, collection, reason, compilation) is { } found)
            return found;

        return ScanReasons.LoopOfRest(call, collection, compilation) is { } loop ? new RepeatedScan(call, collection, loop, ScanReason.ExtremeOfRest) : null;
    }

    /// <summary>Whether the answer is the same in every round, as far as the code of the loop tells.</summary>
    public bool IsSameIn(Iteration.Iteration iteration, CompilationContext compilation) => IsSameIn(Call, Collection, iteration, compilation);

    private static RepeatedScan? Found(IInvocationOperation call, IOperation collection, ScanReason reason, CompilationContext compilation)
    {
        if (Iterations.PerElement(call, compilation, i => IsSameIn(call, collection, i, compilation) ? true : null) is { } loop)
            return new RepeatedScan(call, collection, loop, reason);

        return ScanReasons.LoopBoundBy(call, AsksForPosition(call), compilation) is { } bound && IsSameIn(call, collection, bound, compilation)
            ? new RepeatedScan(call, collection, bound, reason == ScanReason.TextParts ? reason : ScanReason.Bound)
            : null;
    }

    private static bool AsksForPosition(IInvocationOperation call) => call.TargetMethod.Name is "ElementAt" or "ElementAtOrDefault";

    private static bool IsSameIn(IInvocationOperation call, IOperation collection, Iteration.Iteration iteration, CompilationContext compilation)
    {
        if (!ScannedCollection.StaysSame(collection, iteration, compilation))
            return false;

        foreach (var argument in call.Arguments)
        {
            if (!argument.Value.Equals(collection) && (call.Instance is not null || argument.Parameter?.Ordinal > 0) && Variance.VariesIn(argument.Value, iteration) != AsksForPosition(call))
                return false;
        }

        return true;
    }

    private static bool AsksChance(IInvocationOperation scan) => scan.Descendants().Any(o => o is IInvocationOperation call && ChangingValues.IsChance(call.TargetMethod));

    /// <summary>Whether a variable or member holds the elements in memory; a query is asked of a database, and the characters of a text are few.</summary>
    private static bool IsHeld(IOperation collection, CompilationContext compilation) =>
        ScannedCollection.Root(collection, compilation) is { } root
        && root.ReferencedSymbol() is not null
        && root.Type?.SpecialType != SpecialType.System_String
        && !root.Type.Implements(compilation.Type(TypeNames.System.QueryableOfT));
}
