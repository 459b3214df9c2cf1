namespace PerfAnalyzers;

/// <summary>The id of every rule. Ids never change and are never reused; the thousand is the family.</summary>
internal static class RuleIds
{
    public const string InvalidConfiguration = "PERF0001";

    public const string BlockingOnTask = "PERF1001";

    public const string SynchronousIo = "PERF1002";

    public const string SleepingThread = "PERF1003";

    public const string HiddenBlocking = "PERF1004";

    public const string ThreadPoolDetour = "PERF1005";

    public const string AsyncVoidCallback = "PERF1006";

    public const string SequentialAwaits = "PERF1007";

    public const string UnboundedFanOut = "PERF1008";

    public const string ConcurrentDbContext = "PERF1009";

    public const string QueryInLoop = "PERF2001";

    public const string LazyNavigationInLoop = "PERF2002";

    public const string SaveInLoop = "PERF2003";

    public const string RowByRowWrite = "PERF2004";

    public const string UnboundedQuery = "PERF2005";

    public const string UncappedPageSize = "PERF2006";

    public const string UnorderedPaging = "PERF2007";

    public const string DeepOffsetPaging = "PERF2008";

    public const string ClientSideQuery = "PERF2009";

    public const string CountForExistence = "PERF2010";

    public const string OverFetch = "PERF2011";

    public const string TrackedReadOnlyQuery = "PERF2012";

    public const string CartesianInclude = "PERF2013";

    public const string MissingIndex = "PERF2014";

    public const string NonSargablePredicate = "PERF2015";

    public const string RepeatedQuery = "PERF2016";

    public const string UnusedInclude = "PERF2017";

    public const string UnboundedSql = "PERF2018";

    public const string ConnectionPerCall = "PERF2019";

    public const string MessagePerElement = "PERF2020";

    public const string TokenNotForwarded = "PERF3001";

    public const string MissingToken = "PERF3002";

    public const string EndpointWithoutToken = "PERF3003";

    public const string StreamWithoutToken = "PERF3004";

    public const string InfiniteTimeout = "PERF3005";

    public const string UnboundedWait = "PERF3006";

    public const string TokenIgnored = "PERF3007";

    public const string RetryWithoutBackoff = "PERF3008";

    public const string HttpClientPerCall = "PERF3009";

    public const string UnprotectedHttpClient = "PERF3010";

    public const string RegexWithoutTimeout = "PERF3011";

    public const string LinearLookupInLoop = "PERF4001";

    public const string NestedLoopJoin = "PERF4002";

    public const string ShiftingListInLoop = "PERF4003";

    public const string StringGrowthInLoop = "PERF4004";

    public const string CollectionGrowthInLoop = "PERF4005";

    public const string RepeatedScanInLoop = "PERF4006";

    public const string SortForExtreme = "PERF4007";

    public const string HiddenQuadratic = "PERF4008";

    public const string ExponentialRecursion = "PERF4009";

    public const string DeferredQueryInLoop = "PERF4010";

    public const string ExpensiveObjectPerCall = "PERF5001";

    public const string CacheEntryWithoutExpiry = "PERF5002";

    public const string EverGrowingCache = "PERF5003";

    public const string UnboundedQueue = "PERF5004";

    public const string WholeFileInMemory = "PERF5005";

    public const string BufferedPayload = "PERF5006";

    public const string RandomizedHashKey = "PERF5007";

    public const string WallClockTiming = "PERF5008";

    public const string KeyspaceScan = "PERF5009";

    public const string CacheStampede = "PERF5010";

    public const string UnpagedEndpoint = "PERF6001";

    public const string LazyEndpointResult = "PERF6002";

    public const string MissingCompression = "PERF6003";

    public const string MissingRateLimit = "PERF6004";

    public const string UncacheableRead = "PERF6005";

    public const string BlockingStartupPerRequest = "PERF6006";

    public const string SynchronousBodyAllowed = "PERF6007";
}
