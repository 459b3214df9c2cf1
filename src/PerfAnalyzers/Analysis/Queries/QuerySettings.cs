using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>
/// What is said once for all queries. Read from text: whoever says it has to write the name, in whichever project the contexts are set up.
/// </summary>
internal sealed class QuerySettings
{
    private readonly Lazy<bool> statesSplitting;
    private readonly Lazy<bool> statesTracking;

    private readonly Lazy<bool> hasCacheBelow;
    private readonly Lazy<bool> isInMemory;
    private readonly Lazy<bool> usesSqlite;

    private QuerySettings(CompilationContext compilation)
    {
        statesSplitting = new(() => Mention(compilation, TextMark.SplittingBehavior));
        statesTracking = new(() => Mention(compilation, TextMark.TrackingBehavior));
        hasCacheBelow = new(() => Mention(compilation, TextMark.CacheBelow));
        isInMemory = new(() => Mention(compilation, TextMark.MemoryStore) && !Mention(compilation, TextMark.RealStore));
        usesSqlite = new(() => Mention(compilation, TextMark.Sqlite));
    }

    /// <summary>Whether it is said for all queries if collections are loaded by one query or by several.</summary>
    public bool StatesSplitting => statesSplitting.Value;

    /// <summary>Whether it is said for a whole context if rows are tracked.</summary>
    public bool StatesTracking => statesTracking.Value;

    /// <summary>Whether a cache below the contexts may answer queries, so that not each of them leaves the process.</summary>
    public bool HasCacheBelow => hasCacheBelow.Value;

    /// <summary>Whether the only store that the contexts are seen to have is the memory of the process, as in demonstrations.</summary>
    public bool IsInMemory => isInMemory.Value;

    /// <summary>Whether a context is seen to keep its rows in SQLite, perhaps beside other databases.</summary>
    public bool UsesSqlite => usesSqlite.Value;

    public static QuerySettings For(CompilationContext compilation) => compilation.Get(c => new QuerySettings(c));

    private static bool Mention(CompilationContext compilation, TextMark mark) =>
        SourceProjects.Of(compilation).Any(p => ProjectText.For(p).Has(mark));
}
