using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>The two sizes whose product a search in a loop takes.</summary>
/// <param name="Scanned">The size of what is gone through each time.</param>
/// <param name="Rounds">How many times.</param>
internal readonly record struct SizeProduct(Magnitude Scanned, Magnitude Rounds)
{
    /// <summary>Whether one of them surely stays small, so that the work grows with the other only.</summary>
    public bool IsLinear => Scanned == Magnitude.Small || Rounds == Magnitude.Small;

    /// <summary>Whether both grow with data.</summary>
    public bool IsQuadratic => Scanned == Magnitude.Data && Rounds == Magnitude.Data;

    /// <summary>How sure it is that many elements are gone through many times; null when they surely are not.</summary>
    public Confidence? Worth
    {
        get
        {
            if (IsLinear)
                return null;

            if (IsQuadratic)
                return Confidence.High;

            // Where nothing is known of one side, the other must be known to grow; what belongs to one thing is few.
            var (less, more) = Scanned < Rounds ? (Scanned, Rounds) : (Rounds, Scanned);
            return less == Magnitude.Open || (less == Magnitude.Unknown && more == Magnitude.Data) ? Confidence.Medium : Confidence.Low;
        }
    }

    /// <summary>Reads the sizes at a place that goes through a collection.</summary>
    /// <param name="scanned">What is gone through; null where it is what an object keeps.</param>
    /// <param name="place">The place.</param>
    /// <param name="loop">The innermost loop that counts.</param>
    /// <param name="repeats">Whether the rounds of a loop meet the same collection.</param>
    /// <param name="compilation">The compilation.</param>
    public static SizeProduct Of(IOperation? scanned, IOperation place, Iteration.Iteration loop, Func<Iteration.Iteration, bool> repeats, CompilationContext compilation)
    {
        var size = scanned is null ? Magnitude.Open : Provenance.Of(scanned, compilation).Size;
        if (size == Magnitude.Small)
            return new(size, Magnitude.Unknown);

        return Of(size, LoopRounds.Of(place, loop, repeats, compilation), scanned, loop, compilation);
    }

    /// <summary>The product of two known sizes.</summary>
    /// <param name="size">The size of what is gone through.</param>
    /// <param name="rounds">The number of rounds.</param>
    /// <param name="scanned">What is gone through; null where it is what an object keeps.</param>
    /// <param name="loop">The innermost loop that counts.</param>
    /// <param name="compilation">The compilation.</param>
    public static SizeProduct Of(Magnitude size, Magnitude rounds, IOperation? scanned, Iteration.Iteration loop, CompilationContext compilation)
    {
        // Where an object searches what it keeps for what it keeps, nobody hands in anything that grows.
        var kept = rounds == Magnitude.Open && size == Magnitude.Open && (scanned is null || IsKept(scanned, compilation)) && loop.Source is { } source && IsKept(source, compilation);
        return new(size, kept ? Magnitude.Unknown : rounds);
    }

    /// <summary>Whether an object has collected something itself; what its constructor is handed comes from others, as what a method is handed does.</summary>
    private static bool IsKept(IOperation collection, CompilationContext compilation) =>
        SequenceSize.Origin(collection, compilation) is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member
        && !(MemberValues.For(compilation).Of(member.Member) is var (value, _) && value is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } });
}
