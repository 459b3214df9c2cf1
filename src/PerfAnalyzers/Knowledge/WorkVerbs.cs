namespace PerfAnalyzers.Knowledge;

/// <summary>How methods are named that do a piece of work for what they are given, whatever they answer.</summary>
internal static class WorkVerbs
{
    private static readonly ImmutableArray<string> All = ImmutableArray.Create(
        "Install", "Uninstall", "Upload", "Apply", "Run", "Execute", "Start", "Stop", "Restart", "Deploy", "Ingest", "Migrate", "Convert", "Optimize", "Transcode", "Backup", "Restore", "Process",
        "Scan", "Sync", "Synchronize", "Import", "Handle", "Send", "Publish", "Copy", "Move", "Rename");

    private static readonly ImmutableArray<string> Storing = ImmutableArray.Create("Save", "Insert", "Update", "Delete", "Store", "Upsert", "Commit", "Persist");

    private static readonly ImmutableArray<string> Asking = ImmutableArray.Create("Is", "Are", "Was", "Has", "Have", "Can", "Could", "Should", "May", "Must", "Does", "Exists", "Any", "All", "Contains", "Check", "Validate", "Verify", "Needs", "Test");

    private static readonly ImmutableArray<string> Changing = Storing.AddRange(new[]
    {
        "Create", "Add", "Register", "Write", "Remove", "Set", "Append", "Put", "GetOrCreate", "GetOrAdd", "FindOrCreate", "FindOrAdd", "Ensure", "Mark", "Clear", "Record", "Enqueue",
    });

    private static readonly ImmutableArray<string> Ordering = ImmutableArray.Create(
        "Place", "Submit", "Cancel", "Pay", "Book", "Order", "Charge", "Refund", "Capture", "Approve", "Reject", "Revoke", "Grant", "Assign", "Unassign", "Invite", "Subscribe", "Unsubscribe", "Enable", "Disable",
        "Activate", "Deactivate", "Reserve", "Release", "Transfer", "Withdraw", "Deposit", "Close", "Notify", "Trigger", "Schedule", "Amend", "Confirm", "Complete", "Sell", "Buy", "Announce", "Finalize", "Finish", "Archive", "Acknowledge", "Ban", "Block", "Unblock");

    /// <summary>Whether the first word of a method's name is such a verb.</summary>
    public static bool Begin(string method) => Begin(method, All);

    /// <summary>Whether a method is named for a question that is answered by yes or no.</summary>
    public static bool Ask(string method) => Begin(method, Asking);

    /// <summary>Whether a method is named for changing what is kept.</summary>
    public static bool Store(string method) => Begin(method, Storing);

    /// <summary>Whether a method is named for what it changes, makes or adds, perhaps where that is not there yet.</summary>
    public static bool Change(string method) => Begin(method, Changing);

    /// <summary>Whether a method is named for what somebody else is to do for one thing: <c>PlaceOrderAsync</c>. Names alone do not tell it from a question.</summary>
    public static bool Order(string method) => Begin(method, Ordering);

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
