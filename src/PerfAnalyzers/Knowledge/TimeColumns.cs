namespace PerfAnalyzers.Knowledge;

/// <summary>Words that tell what a column with a time says of its row.</summary>
internal static class TimeColumns
{
    // Any row of an application may have these.
    private static readonly ImmutableArray<string> Audits = ImmutableArray.Create(
        "Created", "Creation", "Modified", "Modification", "Updated", "LastModif", "LastUpdat", "Changed", "Inserted", "LatestUpdate", "Deleted");

    private static readonly ImmutableArray<string> Ends = ImmutableArray.Create("ValidTo", "ValidUntil", "ValidThrough", "Until", "Expir", "EndsOn", "EndsAt", "EndDate", "EndTime", "EndedAt", "EndedOn", "EndsUtc", "EndUtc", "EndDateUtc");

    private static readonly ImmutableHashSet<string> SqlTimes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "at", "time", "timestamp", "datetime", "ts");

    /// <summary>Whether it says when somebody wrote the row, and nothing about what the row is.</summary>
    public static bool IsAudit(string column) => Audits.Any(a => column.StartsWith(a, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it says until when the row counts.</summary>
    public static bool IsEnd(string column) => column.Equals("End", StringComparison.OrdinalIgnoreCase) || Ends.Any(e => column.IndexOf(e, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a column in a statement is named for when something happened: <c>seen_at</c>, <c>EventTime</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool IsTime(IReadOnlyList<string> words) => words.Count > 0 && SqlTimes.Contains(words[words.Count - 1]) && !IsAudit(words[0]);
}
