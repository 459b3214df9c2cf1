using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells round trips of which only so many are let through in a while: several of them at a time end no sooner.</summary>
internal static class RateGates
{
    private static readonly ImmutableArray<string> Names = ImmutableArray.Create("RateLimit", "RateGate", "Throttl", "TokenBucket");

    private static readonly ImmutableArray<string> Waits = ImmutableArray.Create("Wait", "Acquire", "Enter", "Throttle", "Delay", "Proceed");

    /// <summary>Whether the round, or a method on the way, waits at such a gate.</summary>
    public static bool AreOnTheWay(RoundTripInLoop found, RoundTripPath path) =>
        found.Loop.Body.Descendants().Any(o => o.Syntax.SpanStart < found.Operation.Syntax.SpanStart && IsGate(o))
        || path.Steps.Any(s => MethodBodies.For(found.Compilation).Of(s.Method) is { } body && RunningCode.Of(body).Any(IsGate));

    private static bool IsGate(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: var name } method } call
        && Waits.Any(w => name.StartsWith(w, StringComparison.Ordinal))
        && (name.StartsWith("WaitToProceed", StringComparison.Ordinal)
            || IsNamed(method.ContainingType.Name)
            || (!method.ContainingType.Name.StartsWith("Semaphore", StringComparison.Ordinal) && call.Receiver()?.ReferencedSymbol() is { } gate && IsNamed(gate.Name)));

    private static bool IsNamed(string name) => Names.Any(n => name.IndexOf(n, StringComparison.OrdinalIgnoreCase) >= 0);
}
