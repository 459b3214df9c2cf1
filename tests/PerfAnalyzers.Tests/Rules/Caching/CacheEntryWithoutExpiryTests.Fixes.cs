using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<CacheEntryWithoutExpiryAnalyzer, CacheEntryWithoutExpiryFix>;

public sealed partial class CacheEntryWithoutExpiryTests
{
    [Theory]
    [InlineData("cache.[|Set|](id, 1);", "cache.Set(id, 1, EntryLifetime);")]
    [InlineData("cache.[|Set|](id, 1 /* one */); // kept", "cache.Set(id, 1 /* one */, EntryLifetime); // kept")]
    [InlineData("cache.[|Set|](key: id, value: 1);", "cache.Set(key: id, value: 1, absoluteExpirationRelativeToNow: EntryLifetime);")]
    [InlineData("CacheExtensions.[|Set|](cache, id, 1);", "CacheExtensions.Set(cache, id, 1, EntryLifetime);")]
    [InlineData("cache.[|Set|](id, 1, new MemoryCacheEntryOptions());", "cache.Set(id, 1, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = EntryLifetime });")]
    [InlineData("cache.[|Set|](id, 1, new MemoryCacheEntryOptions { Priority = CacheItemPriority.Low });", "cache.Set(id, 1, new MemoryCacheEntryOptions { Priority = CacheItemPriority.Low, AbsoluteExpirationRelativeToNow = EntryLifetime });")]
    [InlineData("var options = new MemoryCacheEntryOptions { }; cache.[|Set|](id, 1, options);", "var options = new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = EntryLifetime }; cache.Set(id, 1, options);")]
    [InlineData("shared.[|SetString|](\"price-\" + id, \"1\");", "shared.SetString(\"price-\" + id, \"1\", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = EntryLifetime });")]
    [InlineData("await shared.[|SetStringAsync|](\"price-\" + id, \"1\", token);", "await shared.SetStringAsync(\"price-\" + id, \"1\", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = EntryLifetime }, token);")]
    [InlineData("await shared.[|SetAsync|](\"price-\" + id, bytes, new(), token);", "await shared.SetAsync(\"price-\" + id, bytes, new() { AbsoluteExpirationRelativeToNow = EntryLifetime }, token);")]
    [InlineData("using var entry = cache.[|CreateEntry|](id); // its own\n        entry.Value = 1;", "using var entry = cache.CreateEntry(id); // its own\n        entry.AbsoluteExpirationRelativeToNow = EntryLifetime;\n        entry.Value = 1;")]
    [InlineData("using (var entry = cache.[|CreateEntry|](id))\n        {\n            entry.Value = 1;\n        }", "using (var entry = cache.CreateEntry(id))\n        {\n            entry.AbsoluteExpirationRelativeToNow = EntryLifetime;\n            entry.Value = 1;\n        }")]
    [InlineData("cache.[|GetOrCreate|](id, entry => 1);", "cache.GetOrCreate(id, entry =>\n        {\n            entry.AbsoluteExpirationRelativeToNow = EntryLifetime;\n            return 1;\n        });")]
    [InlineData("cache.[|GetOrCreate|](id, _ => 1);", "cache.GetOrCreate(id, entry =>\n        {\n            entry.AbsoluteExpirationRelativeToNow = EntryLifetime;\n            return 1;\n        });")]
    [InlineData("cache.[|GetOrCreateAsync|](id, async (entry) => await Task.FromResult(1));", "cache.GetOrCreateAsync(id, async (entry) =>\n        {\n            entry.AbsoluteExpirationRelativeToNow = EntryLifetime;\n            return await Task.FromResult(1);\n        });")]
    [InlineData("cache.[|GetOrCreate|](id, entry =>\n        {\n            // dear\n            var sum = 1;\n            return sum;\n        });", "cache.GetOrCreate(id, entry =>\n        {\n            // dear\n            entry.AbsoluteExpirationRelativeToNow = EntryLifetime;\n            var sum = 1;\n            return sum;\n        });")]
    public Task Fixes_entries_with_an_expiration(string before, string after) => Verify.FixSinglyAsync(
        Body("", before),
        Body("    private static readonly TimeSpan EntryLifetime = TimeSpan.FromMinutes(30);\n", after),
        CacheEntryWithoutExpiryFix.Expire);

    [Fact]
    public Task Fixes_several_entries_with_one_field() => Verify.FixSinglyAsync(
        Body("", "cache.[|Set|](id, 1);\n        cache.[|Set|](\"price-\" + id, 2);"),
        Body("    private static readonly TimeSpan EntryLifetime = TimeSpan.FromMinutes(30);\n", "cache.Set(id, 1, EntryLifetime);\n        cache.Set(\"price-\" + id, 2, EntryLifetime);"),
        CacheEntryWithoutExpiryFix.Expire);

    [Theory]
    [InlineData("await redis.[|StringSetAsync|](\"cache:\" + id, \"1\");", "await redis.StringSetAsync(\"cache:\" + id, \"1\", EntryLifetime);")]
    [InlineData("redis.[|StringSet|](\"cache:\" + id, \"1\");", "redis.StringSet(\"cache:\" + id, \"1\", EntryLifetime);")]
    public Task Fixes_copies_in_redis(string before, string after)
    {
        return new Verify.Test
        {
            TestCode = Code("", before),
            FixedCode = Code("    private static readonly TimeSpan EntryLifetime = TimeSpan.FromMinutes(30);\n", after),
            CodeActionEquivalenceKey = CacheEntryWithoutExpiryFix.Expire,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
            ReferenceAssemblies = References.Stores,
        }.RunAsync(TestContext.Current.CancellationToken);

        static string Code(string field, string statements) => $$"""
            public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
            {{field}}    private readonly StackExchange.Redis.IDatabase redis = null!;

                public async Task Get(int id)
                {
                    {{statements}}
                    await Task.Yield();
                }
            }
            """;
    }

    /// <summary>The block has no line of its own to add to, the name is used up, or something would be lost.</summary>
    [Theory]
    [InlineData("cache.[|GetOrCreate|](id, entry => { return 1; });")]
    [InlineData("cache.[|GetOrCreate|](id, entry => /* dear */ 1);")]
    [InlineData("cache.[|GetOrCreate|](id, _ => _.Key);")]
    [InlineData("using (var entry = cache.[|CreateEntry|](id)) entry.Value = 1;")]
    [InlineData("ICacheEntry entry = cache.[|CreateEntry|](id), other = null!; entry.Value = 1;")]
    public Task OffersNoFix_when_the_place_has_no_room(string statements) => Verify.NoFixAsync(Body("", statements));

    private static string Body(string field, string statements) => $$"""
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
        {{field}}    private readonly IMemoryCache cache = null!;
            private readonly IDistributedCache shared = null!;
            private readonly byte[] bytes = new byte[0];

            public async Task Get(int id, CancellationToken token)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;
}
