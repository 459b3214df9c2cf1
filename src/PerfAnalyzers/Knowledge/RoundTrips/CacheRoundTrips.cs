using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The cache interface of ASP.NET Core, which may be one in memory but is meant not to be.</summary>
internal static class DistributedCacheRoundTrips
{
    public static readonly RoundTripLibrary Library = new("the distributed cache", TypeNames.Caches.DistributedCache)
    {
        Reads(TypeNames.Caches.DistributedCache, Cache, One, AndAsync("Get")),
        Writes(TypeNames.Caches.DistributedCache, Cache, AndAsync("Refresh", "Remove", "Set")),
        Reads(TypeNames.Caches.DistributedCacheExtensions, Cache, One, AndAsync("GetString")),
        Writes(TypeNames.Caches.DistributedCacheExtensions, Cache, AndAsync("Set", "SetString")),
    };
}

/// <summary>StackExchange.Redis. On a batch or transaction the same members only queue.</summary>
internal static class RedisRoundTrips
{
    public static readonly RoundTripLibrary Library = new("Redis", TypeNames.Caches.RedisDatabaseAsync, collectors: TypeNames.Caches.RedisBatch)
    {
        Both(One, "StringGet").InBatch("StringGetAsync(keys)").InOrder(),
        Both(One, "HashGet").InBatch("HashGetAsync(key, fields)").InOrder(),
        Both(Many, "HashGetAll", "HashKeys", "HashValues", "ListRange", "SetMembers", "SetCombine", "SetRandomMembers", "Sort", "SortedSetRangeByRank",
            "SortedSetRangeByRankWithScores", "SortedSetRangeByScore", "SortedSetRangeByScoreWithScores", "SortedSetRangeByValue", "StreamRange", "StreamRead",
            "StreamReadGroup"),
        Both(One, "HashRandomField", "KeyDump", "KeyRandom", "ListGetByIndex", "LockQuery", "SetRandomMember", "StringGetBit", "StringGetLease",
            "StringGetRange", "StringGetWithExpiry"),
        Both(Scalar, "HashExists", "HashLength", "HyperLogLogLength", "KeyIdleTime", "KeyTimeToLive", "KeyType", "ListLength", "SetLength", "SortedSetLength",
            "SortedSetLengthByValue", "SortedSetRank", "StreamLength", "StringBitCount", "StringLength"),
        Both(Scalar, "KeyExists").InBatch("KeyExistsAsync(keys)"),
        Both(Scalar, "SetContains").InBatch("SetContainsAsync(key, values)"),
        Both(Scalar, "SortedSetScore").InBatch("SortedSetScoresAsync(key, members)"),
        BothWrite("StringSet").InBatch("StringSetAsync(pairs)").AsList(),
        BothWrite("HashSet").InBatch("HashSetAsync(key, entries)"),
        BothWrite("HashDelete").InBatch("HashDeleteAsync(key, fields)").AsList(),
        BothWrite("KeyDelete").InBatch("KeyDeleteAsync(keys)").AsList(),
        BothWrite("SetAdd").InBatch("SetAddAsync(key, values)"),
        BothWrite("SetRemove").InBatch("SetRemoveAsync(key, values)"),
        BothWrite("SortedSetAdd").InBatch("SortedSetAddAsync(key, entries)"),
        BothWrite("SortedSetRemove").InBatch("SortedSetRemoveAsync(key, members)"),
        BothWrite("ListLeftPush").InBatch("ListLeftPushAsync(key, values)").AsList(),
        BothWrite("ListRightPush").InBatch("ListRightPushAsync(key, values)").AsList(),
        BothWrite(
            "Execute", "HashDecrement", "HashIncrement", "HyperLogLogAdd", "KeyExpire", "KeyPersist", "KeyRename", "ListInsertAfter", "ListInsertBefore",
            "ListLeftPop", "ListRemove", "ListRightPop", "ListRightPopLeftPush", "ListSetByIndex", "ListTrim", "LockExtend", "LockRelease", "LockTake",
            "ScriptEvaluate", "SetCombineAndStore", "SetMove", "SetPop", "SortedSetDecrement", "SortedSetIncrement", "SortedSetPop",
            "SortedSetRemoveRangeByRank", "SortedSetRemoveRangeByScore", "SortedSetRemoveRangeByValue", "StreamAcknowledge", "StreamAdd", "StreamDelete",
            "StringAppend", "StringDecrement", "StringGetDelete", "StringGetSet", "StringIncrement", "StringSetBit", "StringSetRange"),
        Writes(TypeNames.Caches.RedisDatabase, Message, "Publish"),
        Writes(TypeNames.Caches.RedisDatabaseAsync, Message, "PublishAsync"),
        Writes(TypeNames.Caches.RedisSubscriber, Message, AndAsync("Publish")),
        Writes(TypeNames.Caches.RedisBatch, Cache, "Execute"),
        Writes(TypeNames.Caches.RedisTransaction, Cache, AndAsync("Execute")),
        Reads(TypeNames.Caches.RedisServer, Cache, Many, AndAsync("Keys")),
        Writes(TypeNames.Caches.RedisServer, Cache, AndAsync("FlushAllDatabases", "FlushDatabase")),
        Does(TypeNames.Caches.RedisMultiplexer, Connection, AndAsync("Connect")),
    };

    private static IEnumerable<RoundTripRow> Both(RoundTripResult result, params string[] members) =>
        Reads(TypeNames.Caches.RedisDatabase, Cache, result, members).Concat(Reads(TypeNames.Caches.RedisDatabaseAsync, Cache, result, Async(members)));

    private static IEnumerable<RoundTripRow> BothWrite(params string[] members) =>
        Writes(TypeNames.Caches.RedisDatabase, Cache, members).Concat(Writes(TypeNames.Caches.RedisDatabaseAsync, Cache, Async(members)));
}
