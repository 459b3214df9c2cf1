using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells whether the rounds of a loop put what they are sent where it is kept, as it comes: the copying is the work of the round, and the asking a part of it.</summary>
internal static class Downloads
{
    private const int LongestWay = 4;

    private static readonly ImmutableHashSet<string> Copies = ImmutableHashSet.Create(
        StringComparer.Ordinal, "CopyTo", "CopyToAsync", "WriteResponseStreamToFile", "WriteResponseStreamToFileAsync");

    /// <summary>Whether a stream of the answer is copied within the round to a file or another stream; one in memory is only how it is read.</summary>
    public static bool AreKept(RoundTripInLoop found)
    {
        var memory = found.Compilation.Type(TypeNames.Files.MemoryStream);
        return found.Loop.Body.Descendants().Any(o =>
            o is IInvocationOperation call
            && (Copies.Contains(call.TargetMethod.Name)
                ? call.Receiver() is { } answer && ComesFrom(answer, found.Operation, LongestWay)
                : o == found.Operation && call.TargetMethod.Name.StartsWith("DownloadTo", StringComparison.Ordinal))
            && !call.Arguments.Any(a => (a.Value.Unwrap() is ILocalReferenceOperation target ? LocalValues.SetOnce(target) : a.Value)?.Unwrap().Type.Is(memory) == true));
    }

    private static bool ComesFrom(IOperation value, IOperation request, int hops) =>
        value.DescendantsAndSelf().Any(o => o == request || (hops > 0 && o is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set && ComesFrom(set, request, hops - 1)));
}
