namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>One call on the way to a round trip.</summary>
/// <param name="Name">The method as the caller names it.</param>
/// <param name="Method">The method that runs, where it is in source.</param>
/// <param name="Location">The call.</param>
internal readonly record struct CallStep(string Name, IMethodSymbol Method, Location Location);

/// <summary>The way from a call to the round trip that it ends up in.</summary>
internal sealed class RoundTripPath
{
    public RoundTripPath(ImmutableArray<CallStep> steps, RoundTrip end, bool isCertain, bool isInLoop)
    {
        Steps = steps;
        End = end;
        IsCertain = isCertain;
        IsInLoop = isInLoop;
    }

    /// <summary>The calls, outermost first; empty when the operation asked about is the round trip itself.</summary>
    public ImmutableArray<CallStep> Steps { get; }

    public RoundTrip End { get; }

    /// <summary>Whether every run of the first call gets there, as far as the code tells: no other class behind an interface stays in the process.</summary>
    public bool IsCertain { get; }

    /// <summary>Whether the way leads through a loop of a method called: that loop is the nearer thing to mend.</summary>
    public bool IsInLoop { get; }

    /// <summary>The way in short: <c>GetCustomerAsync → FindAsync</c>.</summary>
    public string Text => string.Join(" → ", Steps.Select(s => s.Name).Append(End.Name));

    /// <summary>The places on the way, from the first call on; the last one is the round trip.</summary>
    public IEnumerable<Location> Locations => Steps.Select(s => s.Location).Append(End.Location);

    public RoundTripPath Through(CallStep step, bool isCertain, bool isInLoop) =>
        new(Steps.Insert(0, step), End, IsCertain && isCertain, IsInLoop || isInLoop);

    /// <summary>Whether this way says more than another one to a round trip of the same kind.</summary>
    public bool IsBetterThan(RoundTripPath other)
    {
        if (IsInLoop != other.IsInLoop)
            return !IsInLoop;

        return IsCertain == other.IsCertain ? Steps.Length < other.Steps.Length : IsCertain;
    }
}
