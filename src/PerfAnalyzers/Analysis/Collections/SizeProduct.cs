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

    /// <summary>Reads the sizes at a place that goes through a collection.</summary>
    /// <param name="scanned">What is gone through; null where it is not seen.</param>
    /// <param name="place">The place.</param>
    /// <param name="loop">The innermost loop that counts.</param>
    /// <param name="repeats">Whether the rounds of a loop meet the same collection.</param>
    /// <param name="compilation">The compilation.</param>
    public static SizeProduct Of(IOperation? scanned, IOperation place, Iteration.Iteration loop, Func<Iteration.Iteration, bool> repeats, CompilationContext compilation)
    {
        var size = scanned is null ? Magnitude.Unknown : Provenance.Of(scanned, compilation).Size;
        return new(size, size == Magnitude.Small ? Magnitude.Unknown : LoopRounds.Of(place, loop, repeats, compilation));
    }
}
