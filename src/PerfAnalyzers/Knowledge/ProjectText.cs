using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Knowledge;

/// <summary>What whoever does it has to write out, in whichever place.</summary>
[Flags]
internal enum TextMark
{
    None = 0,

    /// <summary>How collections are loaded is said for all queries of a context.</summary>
    SplittingBehavior = 1,

    /// <summary>Whether rows are tracked is said for all queries of a context.</summary>
    TrackingBehavior = 2,

    /// <summary>A cache below the contexts may answer queries.</summary>
    CacheBelow = 4,

    /// <summary>SQL or another migrator makes indexes.</summary>
    IndexByHand = 8,

    /// <summary>A migration makes an index.</summary>
    IndexByMigration = 16,

    /// <summary>All HTTP clients of an application are set up in one place.</summary>
    ClientDefaults = 32,

    /// <summary>A context keeps its rows in memory.</summary>
    MemoryStore = 64,

    /// <summary>A context keeps its rows in a database.</summary>
    RealStore = 128,

    /// <summary>An attribute by which a user says that a member is a round trip.</summary>
    RoundTripAttribute = 256,

    /// <summary>A context keeps its rows in SQLite.</summary>
    Sqlite = 512,

    /// <summary>The tables are made from a model.</summary>
    TablesFromModel = 1024,
}

/// <summary>
/// What the text of a project mentions. Each file is searched once, for all that is ever asked, and the answer is kept as long as its tree, so that an edit
/// costs the search of one file.
/// </summary>
internal sealed class ProjectText
{
    private static readonly ImmutableArray<(string Text, TextMark Mark)> Marks = ImmutableArray.Create(
        ("QuerySplittingBehavior", TextMark.SplittingBehavior),

        // Whoever asks for one statement has a reason to: several are what the contexts do.
        ("AsSingleQuery(", TextMark.SplittingBehavior),
        ("QueryTrackingBehavior", TextMark.TrackingBehavior),
        ("SecondLevelCacheInterceptor", TextMark.CacheBelow),
        ("AddEFSecondLevelCache", TextMark.CacheBelow),
        ("CREATE INDEX", TextMark.IndexByHand),
        ("create index", TextMark.IndexByHand),
        ("CREATE UNIQUE INDEX", TextMark.IndexByHand),
        ("create unique index", TextMark.IndexByHand),
        ("CREATE NONCLUSTERED INDEX", TextMark.IndexByHand),
        ("Create.Index(", TextMark.IndexByHand),
        ("CreateIndex(", TextMark.IndexByMigration),
        ("EnsureCreated", TextMark.TablesFromModel),
        (".Migrate(", TextMark.TablesFromModel),
        ("MigrateAsync(", TextMark.TablesFromModel),
        ("MigrationsAssembly(", TextMark.TablesFromModel),
        ("ConfigureHttpClientDefaults", TextMark.ClientDefaults),
        ("AddServiceDefaults", TextMark.ClientDefaults),
        ("RoundTripAttribute", TextMark.RoundTripAttribute),
        ("UseInMemoryDatabase", TextMark.MemoryStore),
        ("UseSqlServer", TextMark.RealStore),
        ("UseSqlite", TextMark.RealStore | TextMark.Sqlite),
        ("UseNpgsql", TextMark.RealStore),
        ("UseMySql", TextMark.RealStore),
        ("UseMySQL", TextMark.RealStore),
        ("UseOracle", TextMark.RealStore),
        ("UseFirebird", TextMark.RealStore),
        ("UseCosmos", TextMark.RealStore));

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<TextMark>> Files = new();

    private readonly Lazy<TextMark> found;

    private ProjectText(CompilationContext project) => found = new(() => Search(project.Compilation));

    public static ProjectText For(CompilationContext project) => project.Get(p => new ProjectText(p));

    public bool Has(TextMark mark) => (found.Value & mark) != 0;

    private static TextMark Search(Compilation project)
    {
        var marks = TextMark.None;
        foreach (var tree in project.SyntaxTrees)
            marks |= Files.GetValue(tree, t => new StrongBox<TextMark>(Search(t.GetText().ToString()))).Value;

        return marks;
    }

    private static TextMark Search(string text)
    {
        var marks = TextMark.None;
        foreach (var (sought, mark) in Marks)
        {
            if ((marks & mark) == 0 && text.IndexOf(sought, StringComparison.Ordinal) >= 0)
                marks |= mark;
        }

        return marks;
    }
}
