namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>What the members of an entry and of its options say about when it goes.</summary>
internal static class ExpiryMembers
{
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Value", "SetValue", "Key", "PostEvictionCallbacks", "RegisterPostEvictionCallback", "Dispose");

    private static readonly ImmutableHashSet<string> Priorities = ImmutableHashSet.Create(StringComparer.Ordinal, "Priority", "SetPriority");

    /// <summary>Whether a member leaves open how long the entry stays: all others set a time, a token, or a size that is limited.</summary>
    public static bool LeaveOpen(string member) => Neutral.Contains(member) || Priorities.Contains(member);

    /// <summary>Whether a member says how dear the entry is; with <c>NeverRemove</c> it is meant to stay.</summary>
    public static bool SetPriority(string member) => Priorities.Contains(member);
}
