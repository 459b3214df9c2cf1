namespace PerfAnalyzers.Knowledge;

/// <summary>Members of the framework that answer differently whenever they are asked: clocks, counters of time, and chance.</summary>
internal static class ChangingValues
{
    private static readonly ImmutableHashSet<(string Type, string Member)> Members = ImmutableHashSet.Create(
        ("DateTime", "Now"),
        ("DateTime", "UtcNow"),
        ("DateTime", "Today"),
        ("DateTimeOffset", "Now"),
        ("DateTimeOffset", "UtcNow"),
        ("TimeProvider", "GetUtcNow"),
        ("TimeProvider", "GetLocalNow"),
        ("TimeProvider", "GetTimestamp"),
        ("Environment", "TickCount"),
        ("Environment", "TickCount64"),
        ("Stopwatch", "GetTimestamp"),
        ("Stopwatch", "Elapsed"),
        ("Stopwatch", "ElapsedMilliseconds"),
        ("Stopwatch", "ElapsedTicks"),
        ("Guid", "NewGuid"),
        ("Guid", "CreateVersion7"),
        ("Random", "Next"),
        ("Random", "NextInt64"),
        ("Random", "NextDouble"),
        ("Random", "NextSingle"));

    // What clocks of applications and libraries are asked: IClock.UtcNow, IDateTimeProvider.Now.
    private static readonly ImmutableHashSet<string> Clocks = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Now", "UtcNow", "OffsetNow", "OffsetUtcNow", "DateTimeNow", "DateTimeUtcNow", "GetNow", "GetUtcNow", "GetCurrentInstant", "GetCurrentDateTime", "GetCurrentTime");

    /// <summary>Whether chance decides what a member answers: no two answers are meant to be alike.</summary>
    public static bool IsChance(ISymbol member) => member.ContainingType?.Name is "Random" or "Guid" && IsReadBy(member);

    /// <summary>Whether a member is one of them.</summary>
    public static bool IsReadBy(ISymbol member) =>
        member.ContainingType is { ContainingNamespace.Name: "System" or "Diagnostics" } type && Members.Contains((type.Name, member.Name));

    /// <summary>Whether a member tells the time that it is, of the framework or of a clock that stands for it.</summary>
    public static bool IsClock(ISymbol member) => TellsTime(member) && (IsReadBy(member) || Clocks.Contains(member.Name));

    private static bool TellsTime(ISymbol member) => (member is IMethodSymbol method ? method.ReturnType : (member as IPropertySymbol)?.Type)?.Name is "DateTime" or "DateTimeOffset" or "Instant";
}
