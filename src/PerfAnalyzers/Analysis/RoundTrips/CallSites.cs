using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>A place in a body that is a round trip, or calls what may be one.</summary>
/// <param name="Operation">The call, creation, read or loop.</param>
/// <param name="RoundTrip">The round trip that it is itself; null when it only calls.</param>
internal readonly record struct CallSite(IOperation Operation, RoundTrip? RoundTrip);

/// <summary>Reads each body once, whoever asks, and keeps what matters of it.</summary>
internal static class CallSites
{
    private static readonly ConditionalWeakTable<MethodBody, CallSite[]> Known = new();

    public static IReadOnlyList<CallSite> Of(MethodBody body) => Known.GetValue(body, Collect);

    private static CallSite[] Collect(MethodBody body)
    {
        var reader = RoundTripReader.For(body.Compilation);
        var sites = new List<CallSite>();
        foreach (var operation in RunningCode.Of(body))
        {
            if (reader.Read(operation) is { } direct)
                sites.Add(new CallSite(operation, direct));
            else if (CallTargets.MayRunSource(operation))
                sites.Add(new CallSite(operation, null));
        }

        return sites.ToArray();
    }
}
