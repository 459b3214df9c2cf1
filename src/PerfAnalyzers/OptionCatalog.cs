using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Cancellation;

namespace PerfAnalyzers;

/// <summary>
/// The options of every rule, for whoever meets a key without its rule at hand. Written down because a compiler
/// must not be slowed by reflection; a test compares it with what the rules declare.
/// </summary>
internal static class OptionCatalog
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<RuleOption>> OptionsOfRule =
        new Dictionary<string, ImmutableArray<RuleOption>>
        {
            [RuleIds.InvalidConfiguration] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.BlockingOnTask] = AsyncNaming.Options,
            [RuleIds.SynchronousIo] = AsyncNaming.Options,
            [RuleIds.SleepingThread] = AsyncNaming.Options,
            [RuleIds.HiddenBlocking] = AsyncNaming.Options,
            [RuleIds.ThreadPoolDetour] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.AsyncVoidCallback] = AsyncNaming.Options,
            [RuleIds.SequentialAwaits] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnboundedFanOut] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.ConcurrentDbContext] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.QueryInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.LazyNavigationInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.SaveInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.RowByRowWrite] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnboundedQuery] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UncappedPageSize] = ImmutableArray.Create<RuleOption>(PageSizeOptions.LargestPage),
            [RuleIds.UnorderedPaging] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.DeepOffsetPaging] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.ClientSideQuery] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.CountForExistence] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.OverFetch] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.TrackedReadOnlyQuery] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.CartesianInclude] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.MissingIndex] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.NonSargablePredicate] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.RepeatedQuery] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnusedInclude] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnboundedSql] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.ConnectionPerCall] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.MessagePerElement] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.TokenNotForwarded] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.MissingToken] = TokenParameters.Options,
            [RuleIds.EndpointWithoutToken] = TokenParameters.Options,
            [RuleIds.StreamWithoutToken] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.InfiniteTimeout] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnboundedWait] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.TokenIgnored] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.RetryWithoutBackoff] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.HttpClientPerCall] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnprotectedHttpClient] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.RegexWithoutTimeout] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.LinearLookupInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.NestedLoopJoin] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.ShiftingListInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.StringGrowthInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.CollectionGrowthInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.RepeatedScanInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.SortForExtreme] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.HiddenQuadratic] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.ExponentialRecursion] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.DeferredQueryInLoop] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.ExpensiveObjectPerCall] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.CacheEntryWithoutExpiry] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.EverGrowingCache] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnboundedQueue] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.WholeFileInMemory] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.BufferedPayload] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.RandomizedHashKey] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.WallClockTiming] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.KeyspaceScan] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.CacheStampede] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UnpagedEndpoint] = ImmutableArray.Create<RuleOption>(PageSizeOptions.LargestPage),
            [RuleIds.LazyEndpointResult] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.MissingCompression] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.MissingRateLimit] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.UncacheableRead] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.BlockingStartupPerRequest] = ImmutableArray<RuleOption>.Empty,
            [RuleIds.SynchronousBodyAllowed] = ImmutableArray<RuleOption>.Empty,
        }.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Rules => OptionsOfRule.Keys;

    /// <summary>The options a rule reads: its own, then the common ones.</summary>
    public static IEnumerable<RuleOption> For(string ruleId) =>
        OptionsOfRule.TryGetValue(ruleId, out var own) ? own.Concat(CommonOptions.All) : Enumerable.Empty<RuleOption>();

    /// <summary>The option that a key sets, for one rule or for all; null when there is none.</summary>
    public static RuleOption? Find(string key)
    {
        if (!key.StartsWith(RuleOption.Prefix, StringComparison.OrdinalIgnoreCase))
            return null;

        var rest = key.Substring(RuleOption.Prefix.Length);
        var dot = rest.IndexOf('.');
        var candidates = dot < 0 ? OptionsOfRule.Keys.SelectMany(For) : For(rest.Substring(0, dot));
        var name = rest.Substring(dot + 1);
        return candidates.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The known key that a mistyped one most likely stands for; null when none is close.</summary>
    public static string? Nearest(string key)
    {
        const int LongestTypo = 3;
        string? nearest = null;
        var least = LongestTypo + 1;
        foreach (var known in Keys)
        {
            if (Math.Abs(known.Length - key.Length) < least && TypingDistance.Between(key, known) is var distance && distance < least)
                (nearest, least) = (known, distance);
        }

        return nearest;
    }

    private static IEnumerable<string> Keys =>
        OptionsOfRule.Keys.SelectMany(For).Select(o => RuleOption.Prefix + o.Name).Distinct()
            .Concat(OptionsOfRule.Keys.SelectMany(id => For(id).Select(o => $"{RuleOption.Prefix}{id}.{o.Name}")));
}
