using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>One call on the way to a round trip.</summary>
/// <param name="Name">The method as the caller names it.</param>
/// <param name="Method">The method that runs, where it is in source.</param>
/// <param name="Call">The call.</param>
internal readonly record struct CallStep(string Name, IMethodSymbol Method, IOperation Call)
{
    public Location Location => RoundTrip.Shortest(Call);
}

/// <summary>How far a way is proven.</summary>
internal enum PathCertainty
{
    /// <summary>Several things have to come together that the code does not show.</summary>
    Guess,

    /// <summary>One thing is open: a branch that may not be taken, or another class behind the same interface.</summary>
    Likely,

    /// <summary>Every run of the first call gets there, as far as code can tell.</summary>
    Certain,
}

/// <summary>The way from a call to the round trip that it ends up in.</summary>
internal sealed class RoundTripPath
{
    private readonly int branches;
    private readonly int unknowns;
    private ImmutableArray<IOperation> inputs = ImmutableArray<IOperation>.Empty;

    private RoundTripPath(ImmutableArray<CallStep> steps, RoundTrip end, int branches, int unknowns, bool isInLoop, ParameterUse use)
    {
        Steps = steps;
        End = end;
        Use = use;
        this.branches = branches;
        this.unknowns = unknowns;
        IsInLoop = isInLoop;
    }

    /// <summary>The calls, outermost first; empty when the operation asked about is the round trip itself.</summary>
    public ImmutableArray<CallStep> Steps { get; }

    public RoundTrip End { get; }

    /// <summary>Whether the way leads through a loop of a method called: that loop is the nearer thing to mend.</summary>
    public bool IsInLoop { get; }

    /// <summary>Which inputs of the method that the way starts in decide what is asked for.</summary>
    public ParameterUse Use { get; }

    public PathCertainty Certainty
    {
        get
        {
            // A single test in the method that is called is how helpers are written: nothing to load for an empty key.
            if (unknowns == 0 && (branches == 0 || (branches == 1 && Steps.Length == 1)))
                return PathCertainty.Certain;

            return unknowns + branches == 1 || (unknowns == 0 && branches == 2 && Steps.Length == 1) ? PathCertainty.Likely : PathCertainty.Guess;
        }
    }

    /// <summary>What the first call, or the round trip itself, is given, as far as it decides what is asked for.</summary>
    public IEnumerable<IOperation> Inputs => Steps.IsEmpty ? End.Inputs : inputs;

    /// <summary>Whether nothing is open but tests on the way.</summary>
    public bool IsKnown => unknowns == 0;

    /// <summary>The way in short: <c>GetCustomerAsync → FindAsync</c>.</summary>
    public string Text => string.Join(" → ", Steps.Select(s => s.Name).Append(End.Name));

    /// <summary>The places on the way, from the first call on; the last one is the round trip.</summary>
    public IEnumerable<Location> Locations => Steps.Select(s => s.Location).Append(End.Location);

    public static RoundTripPath To(RoundTrip end) =>
        new(ImmutableArray<CallStep>.Empty, end, branches: 0, unknowns: end.IsCertain ? 0 : 1, isInLoop: false, ParameterUse.Of(end.Inputs));

    /// <summary>The same way, begun with a call.</summary>
    /// <param name="step">The call.</param>
    /// <param name="isSure">Whether whatever the call may run goes this way.</param>
    public RoundTripPath Through(CallStep step, bool isSure) =>
        new(Steps.Insert(0, step), End, branches, unknowns + (isSure ? 0 : 1), IsInLoop, Use)
        {
            inputs = Use.Of(step.Call).ToImmutableArray(),
        };

    /// <summary>The same way from a place that not every run of its method comes to, or that is in a loop of it.</summary>
    public RoundTripPath From(int openBranches, bool isInLoop) =>
        new(Steps, End, branches + openBranches, unknowns, IsInLoop || isInLoop, Steps.IsEmpty ? Use : ParameterUse.Of(Inputs));

    /// <summary>Whether this way says more than another one to a round trip of the same kind.</summary>
    public bool IsBetterThan(RoundTripPath other)
    {
        if (IsInLoop != other.IsInLoop)
            return !IsInLoop;

        return Certainty == other.Certainty ? Steps.Length < other.Steps.Length : Certainty > other.Certainty;
    }
}
