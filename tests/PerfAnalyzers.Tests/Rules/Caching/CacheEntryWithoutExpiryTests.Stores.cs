using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<CacheEntryWithoutExpiryAnalyzer, CacheEntryWithoutExpiryFix>;

/// <summary>Stores that may be the database, and those that let entries go by themselves.</summary>
public sealed partial class CacheEntryWithoutExpiryTests
{
    [Theory]
    [InlineData("await redis.[|StringSetAsync|](\"cache:price:\" + id, name);")]
    [InlineData("redis.[|StringSet|](\"cache:price:\" + id, name);")]
    [InlineData("var known = await redis.StringGetAsync(\"price:\" + id); if (known.IsNull) await redis.[|StringSetAsync|](\"price:\" + id, name);")]
    [InlineData("await priceCache.[|StringSetAsync|](\"price:\" + id, name);")]
    [InlineData("await redis.StringSetAsync(\"price:\" + id, name);")]
    [InlineData("await redis.StringSetAsync(\"cache:price:\" + id, name, TimeSpan.FromMinutes(5));")]
    [InlineData("await redis.StringSetAsync(\"cache:price:\" + id, name, expiry: TimeSpan.FromMinutes(5));")]
    [InlineData("await redis.StringSetAsync(\"cache:price:\" + id, name, null, keepTtl: true);")]
    [InlineData("await redis.StringSetAsync(\"cache:price:\" + id, name, when: StackExchange.Redis.When.NotExists);")]
    [InlineData("await redis.StringSetAsync(\"cache:price:\" + id, name); await redis.KeyExpireAsync(\"cache:price:\" + id, TimeSpan.FromMinutes(5));")]
    [InlineData("await redis.HashSetAsync(\"cache:price:\" + id, \"a\", name);")]
    [InlineData("await redis.SortedSetAddAsync(\"cache:prices\", name, id);")]
    [InlineData("await redis.StringSetAsync(new[] { new System.Collections.Generic.KeyValuePair<StackExchange.Redis.RedisKey, StackExchange.Redis.RedisValue>(\"cache:price:\" + id, name) });")]
    public Task Reports_only_copies_in_redis(string statements) => new Verify.Test
    {
        TestCode = $$"""
            public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                private readonly StackExchange.Redis.IDatabase redis = null!;
                private readonly StackExchange.Redis.IDatabase priceCache = null!;
                public async Task Get(int id, string name)
                {
                    {{statements}}
                    await Task.Yield();
                }
            }
            """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task StaysSilent_when_the_cache_has_a_default() => new Verify.Test
    {
        TestCode = """
            using Microsoft.Extensions.Caching.Hybrid;

            public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                private readonly HybridCache cache = null!;
                public async Task<int> Get(int id)
                {
                    await cache.SetAsync("price-" + id, 1);
                    return await cache.GetOrCreateAsync("price-" + id, _ => new ValueTask<int>(1));
                }
            }
            """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);
}
