namespace PerfAnalyzers.Knowledge;

/// <summary>How methods are named that do a piece of work for what they are given, whatever they answer.</summary>
internal static class WorkVerbs
{
    private static readonly ImmutableArray<string> All = ImmutableArray.Create(
        "Install", "Uninstall", "Upload", "Apply", "Run", "Execute", "Start", "Stop", "Restart", "Deploy", "Ingest", "Migrate", "Convert", "Optimize", "Transcode", "Backup", "Restore");

    private static readonly ImmutableArray<string> Storing = ImmutableArray.Create("Save", "Insert", "Update", "Delete", "Store", "Upsert", "Commit", "Persist");

    /// <summary>Whether the first word of a method's name is such a verb.</summary>
    public static bool Begin(string method) => Begin(method, All);

    /// <summary>Whether a method is named for changing what is kept.</summary>
    public static bool Store(string method) => Begin(method, Storing);

    private static bool Begin(string method, ImmutableArray<string> verbs)
    {
        foreach (var verb in verbs)
        {
            if (method.StartsWith(verb, StringComparison.Ordinal) && (method.Length == verb.Length || char.IsUpper(method[verb.Length])))
                return true;
        }

        return false;
    }
}
