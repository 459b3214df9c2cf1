using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How often a place in loops meets the same collection.</summary>
internal static class LoopRounds
{
    /// <summary>The biggest size among the loops from one on outwards: where an inner loop goes through a part, the outer loop tells how many there are.</summary>
    /// <param name="place">The place.</param>
    /// <param name="loop">The innermost loop that counts.</param>
    /// <param name="repeats">Whether the rounds of a loop meet the same collection; the first that does not ends the count.</param>
    /// <param name="compilation">The compilation.</param>
    public static Magnitude Of(IOperation place, Iteration.Iteration loop, Func<Iteration.Iteration, bool> repeats, CompilationContext compilation)
    {
        Magnitude? biggest = null;
        var reached = false;
        foreach (var iteration in Iterations.Around(place, compilation))
        {
            reached |= iteration.Operation == loop.Operation;
            if (!reached || iteration.Kind != IterationKind.PerElement)
                continue;

            if (!repeats(iteration))
                break;

            var size = iteration.Source is { } source ? Provenance.Of(source, compilation).Size : Magnitude.Unknown;
            biggest = biggest is { } known && known >= size ? known : size;
        }

        return biggest ?? Magnitude.Unknown;
    }
}
