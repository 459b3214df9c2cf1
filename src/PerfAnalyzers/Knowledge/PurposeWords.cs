namespace PerfAnalyzers.Knowledge;

/// <summary>Words in the names of types and members by which people say when their code runs, where no framework says it.</summary>
internal static class PurposeWords
{
    private static readonly ImmutableHashSet<string> OwnRun = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Job", "Worker", "Migration", "Seeder", "Initializer", "Installer", "Importer", "Exporter", "Tool", "Test", "Tests", "Fake", "Mock");

    // Things that a program may also keep and show a list of.
    private static readonly ImmutableHashSet<string> Kept = ImmutableHashSet.Create(StringComparer.Ordinal, "Job", "Worker", "Migration", "Tool");

    private static readonly ImmutableHashSet<string> Keepers = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Board", "Store", "Repository", "Repo", "Catalog", "Catalogue", "Query", "Queries", "Reader", "Finder", "Directory", "Registry", "Listing", "Listings", "Search");

    private static readonly ImmutableHashSet<string> WholeTables = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "export", "download", "csv", "excel", "xlsx", "pdf", "backup", "dump", "feed", "sitemap", "rss", "import", "sync", "migrate", "rebuild", "reindex", "seed", "print", "archive", "diagnostics");

    private static readonly ImmutableHashSet<string> Followed = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "activity", "timeline", "home", "friend", "friends", "follower", "social", "notification");

    private static readonly ImmutableHashSet<string> Post = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "mail", "email", "mailer", "sms", "smtp");

    private static readonly ImmutableHashSet<string> Passes = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "iteration", "epoch", "generation", "sweep", "pass", "trial", "simulation", "draw", "step", "round");

    private static readonly ImmutableArray<string> Trials = ImmutableArray.Create("Test", "Check", "Verify", "Validate", "Probe");

    private static readonly ImmutableHashSet<string> YearlyRuns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "annual", "annually", "yearly", "rollover", "migration", "migrations", "migrate", "migrator", "install", "installer", "installation", "upgrade", "upgrader");

    private static readonly ImmutableHashSet<string> Intervals = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "weekly", "monthly", "quarterly");

    private static readonly ImmutableHashSet<string> Renewals = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "rescore", "rebuild", "reindex");

    private static readonly ImmutableHashSet<string> RenewalsOfAll = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "recalculate", "recompute", "refresh", "reprice", "reset");

    private static readonly ImmutableHashSet<string> SchemaVerbs = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "alter", "create", "drop", "rename", "sync", "rebuild", "migrate", "upgrade");

    private static readonly ImmutableHashSet<string> SchemaParts = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "table", "tables", "column", "columns", "index", "indexes", "indices", "schema", "database", "databases", "constraint", "constraints", "trigger", "triggers", "view", "views");

    private static readonly ImmutableHashSet<string> Recoveries = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "retry", "reconnect", "recover", "reauthenticate");

    /// <summary>Whether a number is named for how often a computation is repeated: <c>iterations</c>, <c>maxEpochs</c>.</summary>
    public static bool CountsPasses(string word) => Passes.Contains(word);

    /// <summary>Whether a type is named for what runs by itself, or now and then, or in tests: <c>CleanupJob</c>, <c>RoleSeeder</c>.</summary>
    public static bool IsOwnRun(string word) => OwnRun.Contains(word);

    /// <summary>The same by all words of its name; a board of jobs or a store of tools runs none of them.</summary>
    public static bool IsOwnRun(IReadOnlyList<string> words)
    {
        var keeps = words.Count > 1 && Keepers.Contains(words[words.Count - 1]);
        return words.Any(w => IsOwnRun(w) && !(keeps && Kept.Contains(w)));
    }

    /// <summary>Whether a type is named for bringing messages to people out of the house, and for nothing that is kept here: <c>IMailGateway</c>, <c>SmsSender</c>.</summary>
    public static bool IsPost(string word) => Post.Contains(word);

    /// <summary>Whether a member or type is named for giving everything: <c>ExportOrders</c>, <c>SitemapController</c>.</summary>
    public static bool MeansAll(string word) => WholeTables.Contains(word);

    /// <summary>The same by all words of its name; a feed of what people do is read from the top.</summary>
    public static bool MeansAll(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (MeansAll(words[i]) && !(i > 0 && words[i].Equals("feed", StringComparison.OrdinalIgnoreCase) && Followed.Contains(words[i - 1])))
                return true;
        }

        return false;
    }

    /// <summary>Whether a name says that an application is installed or brought up to date: <c>UpgradeSchema</c>.</summary>
    public static bool IsOneOff(string name) =>
        name.IndexOf("Install", StringComparison.Ordinal) >= 0 || name.IndexOf("Upgrade", StringComparison.Ordinal) >= 0;

    /// <summary>Whether a type or member is named for what runs once a year, or once: <c>AnnualRollover</c>, <c>UserMigrator</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool RunsSeldom(IReadOnlyList<string> words) => words.Any(YearlyRuns.Contains);

    /// <summary>Whether a type is named for a report that is made a few times a month, or by a job: <c>MonthlySalesReportService</c>, <c>UsageReportJob</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool IsReport(IReadOnlyList<string> words) =>
        words.Any(w => w.Equals("report", StringComparison.OrdinalIgnoreCase) || w.Equals("reports", StringComparison.OrdinalIgnoreCase)) && (words.Any(Intervals.Contains) || IsOwnRun(words));

    /// <summary>Whether a member is named for giving each row a new value: <c>RecalculateAllScores</c>, <c>RescoreAsync</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool RenewsAll(IReadOnlyList<string> words) =>
        words.Count > 0
        && (Renewals.Contains(words[0]) || (words.Count > 1 && RenewalsOfAll.Contains(words[0]) && words[1].Equals("all", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a member is named for changing what tables there are and how they look: <c>AlterTableAsync</c>, <c>CreateIndexes</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool ChangesSchema(IReadOnlyList<string> words)
    {
        var verb = -1;
        for (var i = 0; i < words.Count; i++)
        {
            if (verb >= 0 && SchemaParts.Contains(words[i]))
                return true;

            if (SchemaVerbs.Contains(words[i]))
                verb = i;
        }

        return false;
    }

    /// <summary>Whether a member is named for what is done after something has failed: <c>RetryRequest</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool Recovers(IReadOnlyList<string> words) => words.Count > 0 && Recoveries.Contains(words[0]);

    /// <summary>Whether a method is named for trying out settings, as people do by hand or at the start: <c>TestConnection</c>, <c>CheckConnectivityAsync</c>.</summary>
    public static bool IsTrial(string name) =>
        Trials.Any(t => name.StartsWith(t, StringComparison.Ordinal)) && name.IndexOf("Connect", StringComparison.Ordinal) > 0;
}
