namespace PerfAnalyzers.Knowledge;

/// <summary>How methods are named that do a piece of work for what they are given, whatever they answer.</summary>
internal static class WorkVerbs
{
    private static readonly ImmutableArray<string> All = ImmutableArray.Create(
        "Install", "Uninstall", "Upload", "Apply", "Run", "Execute", "Start", "Stop", "Restart", "Deploy", "Ingest", "Migrate", "Convert", "Optimize", "Transcode", "Backup", "Restore");

    /// <summary>Whether the first word of a method's name is such a verb.</summary>
    public static bool Begin(string method)
    {
        foreach (var verb in All)
        {
            if (method.StartsWith(verb, StringComparison.Ordinal) && (method.Length == verb.Length || char.IsUpper(method[verb.Length])))
                return true;
        }

        return false;
    }
}
