namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>Names by which libraries and people say that only one at a time gets through, or that many share one answer.</summary>
internal static class LockWords
{
    private static readonly ImmutableArray<string> Types = ImmutableArray.Create("Semaphore", "Lock", "Mutex", "Monitor", "SingleFlight", "Lazy", "Throttl", "RateLimiter");

    private static readonly ImmutableArray<string> Members = ImmutableArray.Create("Lock", "Semaphore", "Mutex", "SingleFlight", "Exclusive", "GetOrAdd", "Once");

    /// <summary>Whether a type is named for it.</summary>
    public static bool NameType(string name) => Types.Any(t => name.IndexOf(t, StringComparison.Ordinal) >= 0) && name.IndexOf("Block", StringComparison.Ordinal) < 0;

    /// <summary>Whether a method is named for it; to block or to unlock a customer is another thing.</summary>
    public static bool NameMember(string name) => Members.Any(m => name.IndexOf(m, StringComparison.Ordinal) >= 0) && name.IndexOf("Block", StringComparison.Ordinal) < 0;
}
