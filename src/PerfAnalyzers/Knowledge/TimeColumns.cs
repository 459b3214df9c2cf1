namespace PerfAnalyzers.Knowledge;

/// <summary>Words that tell what a column with a time says of its row.</summary>
internal static class TimeColumns
{
    // Any row of an application may have these.
    private static readonly ImmutableArray<string> Audits = ImmutableArray.Create(
        "Created", "Creation", "Modified", "Modification", "Updated", "LastModif", "LastUpdat", "Changed", "Inserted", "LatestUpdate", "Deleted");

    // The same said otherwise: DateCreated, SysUpdatedAt, AppCreateTimestamp.
    private static readonly ImmutableArray<string> Stamps = ImmutableArray.Create("CreateTime", "CreateDate", "UpdateTime", "UpdateDate");
    private static readonly ImmutableArray<string> BeforeAudits = ImmutableArray.Create("DateTime", "Date", "Time", "System", "Sys", "App", "Db", "Row", "Record");

    private static readonly ImmutableArray<string> Ends = ImmutableArray.Create("ValidTo", "ValidUntil", "ValidThrough", "Until", "Expir", "EndsOn", "EndsAt", "EndDate", "EndTime", "EndedAt", "EndedOn", "EndsUtc", "EndUtc", "EndDateUtc");

    // Verbs whose past has another form.
    private static readonly ImmutableHashSet<string> Past = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Sent", "Paid", "Seen", "Made", "Taken", "Read", "Sold", "Bought", "Written", "Given", "Found", "Lost", "Left", "Met", "Heard", "Shot", "Drawn", "Won");

    private static readonly ImmutableHashSet<string> SqlTimes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "at", "time", "timestamp", "datetime", "ts");

    /// <summary>Whether it says when somebody wrote the row, and nothing about what the row is.</summary>
    public static bool IsAudit(string column) => Audits.Any(a => column.StartsWith(a, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same however it is put: <c>DateCreated</c>, <c>SysUpdatedAt</c>.</summary>
    public static bool IsStamp(string column) =>
        IsPlainStamp(column) || BeforeAudits.Any(b => column.Length > b.Length && char.IsUpper(column[b.Length]) && column.StartsWith(b, StringComparison.Ordinal) && IsPlainStamp(column.Substring(b.Length)));

    private static bool IsPlainStamp(string column) => IsAudit(column) || Stamps.Any(s => column.StartsWith(s, StringComparison.Ordinal));

    /// <summary>Whether it says until when the row counts.</summary>
    public static bool IsEnd(string column) => column.Equals("End", StringComparison.OrdinalIgnoreCase) || Ends.Any(e => column.IndexOf(e, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether it says that something happened to the row alone, which is when use of the program made it: <c>PostedAt</c>, <c>SeenOnUtc</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool SaysWhatHappened(IReadOnlyList<string> words)
    {
        var at = words.Count - (words.Count > 2 && words[words.Count - 1].Equals("utc", StringComparison.OrdinalIgnoreCase) ? 2 : 1);
        return at == 1
            && words[1] is "At" or "On"
            && (words[0].EndsWith("ed", StringComparison.Ordinal) || Past.Contains(words[0]))
            && !IsAudit(words[0]);
    }

    /// <summary>Whether a column in a statement is named for when something happened: <c>seen_at</c>, <c>EventTime</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool IsTime(IReadOnlyList<string> words) => words.Count > 0 && SqlTimes.Contains(words[words.Count - 1]) && !IsAudit(words[0]);
}
