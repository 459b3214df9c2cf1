using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<CacheEntryWithoutExpiryAnalyzer, CacheEntryWithoutExpiryFix>;

public sealed partial class CacheEntryWithoutExpiryTests
{
    public static TheoryData<string> Open =>
    [
        "cache.[|Set|](id, value);",
        "cache.[|Set|](\"price-\" + id, value);",
        "cache.[|Set|]($\"price-{id}\", value);",
        "cache.[|Set|](string.Format(\"price-{0}\", id), value);",
        "cache.[|Set|](string.Concat(\"price-\", name), value);",
        "cache.[|Set|](id.ToString(), value);",
        "cache.[|Set|](name.ToLowerInvariant(), value);",
        "cache.[|Set|]((\"price\", id), value);",
        "cache.[|Set|](new PriceKey(id), value);",
        "var key = \"price-\" + id; cache.[|Set|](key, value);",
        "cache.[|Set|](KeyFor(id), value);",
        "cache.[|Set|](\"price-\" + Request.Query[\"q\"], value);",
        "cache.[|Set|](\"page-\" + Request.Path.Value, value);",
        "cache.[|Set|](\"price-\" + id, value, new MemoryCacheEntryOptions());",
        "cache.[|Set|](\"price-\" + id, value, new MemoryCacheEntryOptions { Priority = CacheItemPriority.High });",
        "var options = new MemoryCacheEntryOptions(); cache.[|Set|](\"price-\" + id, value, options);",
        "cache.[|GetOrCreate|](\"price-\" + id, entry => value);",
        "cache.[|GetOrCreate|](\"price-\" + id, _ => value);",
        "cache.[|GetOrCreate|](\"price-\" + id, entry => { entry.Priority = CacheItemPriority.Low; return value; });",
        "await cache.[|GetOrCreateAsync|](\"price-\" + id, async entry => { await Task.Yield(); return value; });",
        "using var entry = cache.[|CreateEntry|](\"price-\" + id); entry.Value = value;",
        "using (var entry = cache.[|CreateEntry|](id)) { entry.Value = value; }",
        "shared.[|Set|](\"price-\" + id, bytes);",
        "await shared.[|SetAsync|](\"price-\" + id, bytes);",
        "await shared.[|SetAsync|](\"price-\" + id, bytes, HttpContext.RequestAborted);",
        "await shared.[|SetStringAsync|](\"price-\" + id, name);",
        "await shared.[|SetStringAsync|](\"price-\" + id, name, new DistributedCacheEntryOptions());",
        "await shared.[|SetAsync|](\"price-\" + id, bytes, new());",
        "if (!cache.TryGetValue(\"price-\" + id, out object? known)) { known = value; cache.[|Set|](\"price-\" + id, known); }",
        "cache.[|Set|](\"price-\" + (name ?? \"\"), value);",
        "cache.[|Set|](\"none-\" + name, (object?)null);",
        "cache.[|Set|](body.OrderId, value);",
        "foreach (var order in db.Orders) cache.[|Set|](\"order-\" + order.Id, order);",
    ];

    public static TheoryData<string> Limited =>
    [
        // There are few entries.
        "cache.Set(\"prices\", value);",
        "cache.Set(Key, value);",
        "cache.Set(\"prices-\" + kind, value);",
        "cache.Set(\"prices-\" + flag, value);",
        "cache.Set(typeof(PricesController), value);",
        "cache.Set(\"texts-\" + culture, value);",
        "cache.Set(\"texts-\" + languageId, value);",
        "cache.Set(\"settings-\" + tenantId, value);",
        "cache.Set(CultureInfo.CurrentCulture.Name, value);",

        // They expire.
        "cache.Set(\"price-\" + id, value, TimeSpan.FromMinutes(5));",
        "cache.Set(\"price-\" + id, value, DateTimeOffset.UtcNow.AddHours(1));",
        "cache.Set(\"price-\" + id, value, token);",
        "cache.Set(\"price-\" + id, value, new MemoryCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(5) });",
        "cache.Set(\"price-\" + id, value, new MemoryCacheEntryOptions().SetAbsoluteExpiration(TimeSpan.FromMinutes(5)));",
        "var options = new MemoryCacheEntryOptions(); options.SlidingExpiration = TimeSpan.FromMinutes(5); cache.Set(\"price-\" + id, value, options);",
        "var options = new MemoryCacheEntryOptions(); options.SetSlidingExpiration(TimeSpan.FromMinutes(5)); cache.Set(\"price-\" + id, value, options);",
        "var options = new MemoryCacheEntryOptions(); options.ExpirationTokens.Add(token); cache.Set(\"price-\" + id, value, options);",
        "cache.GetOrCreate(\"price-\" + id, entry => { entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5); return value; });",
        "cache.GetOrCreate(\"price-\" + id, entry => { entry.SetSlidingExpiration(TimeSpan.FromMinutes(5)); return value; });",
        "cache.GetOrCreate(\"price-\" + id, entry => { entry.AddExpirationToken(token); return value; });",
        "await shared.SetStringAsync(\"price-\" + id, name, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });",

        // What is set elsewhere is not seen.
        "cache.Set(\"price-\" + id, value, options);",
        "cache.Set(\"price-\" + id, value, MakeOptions());",
        "cache.GetOrCreate(\"price-\" + id, entry => { entry.SetOptions(options); return value; });",
        "cache.GetOrCreate(\"price-\" + id, entry => { ApplyPolicy(entry); return value; });",
        "cache.GetOrCreate(\"price-\" + id, Load);",
        "cache.GetOrCreate(\"price-\" + id, factory);",
        "using var entry = cache.CreateEntry(\"price-\" + id); ApplyPolicy(entry); entry.Value = value;",
        "var options = new MemoryCacheEntryOptions(); ApplyPolicy(options); cache.Set(\"price-\" + id, value, options);",
        "shared.Set(\"price-\" + id, bytes, sharedOptions);",

        // They are limited by their size, or meant to stay.
        "cache.Set(\"price-\" + id, value, new MemoryCacheEntryOptions { Size = 1 });",
        "cache.GetOrCreate(\"price-\" + id, entry => { entry.SetSize(1); return value; });",
        "cache.Set(\"price-\" + id, value, new MemoryCacheEntryOptions { Priority = CacheItemPriority.NeverRemove });",
        "cache.GetOrCreate(\"price-\" + id, entry => { entry.SetPriority(CacheItemPriority.NeverRemove); return value; });",

        // Nothing says where the key comes from.
        "cache.Set(key, value);",
        "cache.Set(Unknown.Id, value);",
        "new Own().Set(\"price-\" + id, value);",
    ];

    [Theory]
    [MemberData(nameof(Open))]
    public Task Reports_entries_that_never_go(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Limited))]
    public Task StaysSilent_when_entries_are_few_or_go(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_is_kept_and_for_what() => Verify.ReportsAsync(
        In("cache.{|#0:Set|}(\"price-\" + id, value);"),
        Verify.Diagnostic().WithLocation(0).WithArguments("Set", "id"));

    [Theory]
    [InlineData("public object Get(string key, Func<object> load) => cache.[|GetOrCreate|](key, _ => load())!;", "object Read(int id) => prices.Get(\"price-\" + id, () => 1);")]
    [InlineData("public void Put(string key, object value) => cache.[|Set|](key, value);", "void Read(int id) => prices.Put(\"price-\" + id, 1);")]
    [InlineData("public void Put(string key, object value) => cache.[|Set|](\"shop:\" + key, value);", "void Read(int id) => prices.Put(\"price-\" + id, 1);")]
    [InlineData("public void Put(string key, object value) => cache.Set(key, value);", "void Read(int id) => prices.Put(\"prices\", id);")]
    [InlineData("public void Put(string key, object value) => cache.Set(key, value);", "void Read() { }")]
    [InlineData("public void Put(string key, object value, TimeSpan? expiry) { if (expiry is null) cache.Set(key, value); else cache.Set(key, value, expiry.Value); }", "void Read(int id) => prices.Put(\"price-\" + id, 1, null);")]
    [InlineData("public void Put(string key, object value, int ttlMinutes) { if (ttlMinutes == 0) cache.Set(key, value); }", "void Read(int id) => prices.Put(\"price-\" + id, 1, 0);")]
    [InlineData("public void Put(int orderId, object value) => cache.[|Set|](orderId, value);", "void Read(int id) => prices.Put(id, 1);")]
    [InlineData("public void Put(int orderId, object value) { cache.Set(orderId, value); } public void Drop(int orderId) => cache.Remove(orderId);", "void Read(int id) => prices.Put(id, 1);")]
    public Task StaysSilent_when_callers_of_a_wrapper_have_few_keys(string members, string caller) => Verify.ReportsAsync($$"""
        using Microsoft.Extensions.Caching.Memory;

        public class Prices
        {
            private readonly IMemoryCache cache;
            public Prices(IMemoryCache cache) => this.cache = cache;
            {{members}}
        }

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Prices prices = null!;
            public {{caller}}
        }
        """);

    [Theory]
    [InlineData("public void Drop(int id) => cache.Remove(\"price-\" + id);")]
    [InlineData("public void Drop(int id) => cache.Remove(Keys.Of(id));")]
    [InlineData("public void Drop(int id) { var key = $\"price-{id}\"; cache.Remove(key); }")]
    [InlineData("public void Drop(int id) => cache?.Remove(\"price-\" + id);")]
    public Task StaysSilent_when_the_entry_is_taken_out_elsewhere(string removal) => Verify.SilentAsync($$"""
        using Microsoft.Extensions.Caching.Memory;

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly IMemoryCache cache = null!;
            public void Read(int id) { cache.Set("price-" + id, 1); }
            public void ReadOther(int id) { cache.Set(Keys.Of(id), 1); }
        }

        public static class Keys { public static string Of(int id) => "price-" + id; }

        public class Changes
        {
            private readonly IMemoryCache cache = null!;
            {{removal}}
            public void DropOther(int id) => cache.Remove(Keys.Of(id) + "price-");
        }
        """);

    [Theory]
    [InlineData("public static void Main(string[] args) => Cache.Set(\"price-\" + args[0], 1);")]
    [InlineData("public void SeedData(int orderId) => Cache.Set(\"price-\" + orderId, 1);")]
    [InlineData("public void Install(int orderId) => Cache.Set(\"price-\" + orderId, 1);")]
    [InlineData("private void Unused(int orderId) => Cache.Set(\"price-\" + orderId, 1);")]
    [InlineData("public static void Register(IServiceCollection services, int orderId) => Cache.Set(\"price-\" + orderId, 1);")]
    public Task StaysSilent_when_no_request_leads_there(string member) => Verify.SilentAsync($$"""
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.DependencyInjection;

        public class Prices
        {
            private static readonly IMemoryCache Cache = null!;
            {{member}}
        }
        """);

    [Theory]
    [InlineData("services.AddMemoryCache(o => o.SizeLimit = 10_000);", false)]
    [InlineData("services.AddMemoryCache();", true)]
    public Task StaysSilent_when_the_cache_is_limited(string setup, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.DependencyInjection;

        public static class Setup { public static void Add(IServiceCollection services) { {{setup}} } }

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly IMemoryCache cache = null!;
            public void Read(int id) { cache.{{(isReported ? "[|Set|]" : "Set")}}("price-" + id, 1); }
        }
        """);

    [Fact]
    public Task StaysSilent_when_the_store_is_of_a_framework() => Verify.SilentAsync("""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.Extensions.Caching.Distributed;

        public class Tickets : ITicketStore
        {
            private readonly IDistributedCache cache = null!;
            public async Task<string> StoreAsync(AuthenticationTicket ticket) { var id = Guid.NewGuid().ToString(); await RenewAsync(id, ticket); return id; }
            public Task RenewAsync(string ticketId, AuthenticationTicket ticket) => cache.SetAsync("ticket-" + ticketId, TicketSerializer.Default.Serialize(ticket));
            public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult<AuthenticationTicket?>(null);
            public Task RemoveAsync(string key) => Task.CompletedTask;
        }
        """);

    private static string In(string statements) => $$"""
        using System.Globalization;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Primitives;

        public enum Kind { Plain, Special }
        public record PriceKey(int Id);
        public class Body { public string OrderId { get; set; } = ""; }
        public class Order { public int Id { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        public static class Unknown { public static string Id { get; } = ""; }
        public class Own { public void Set(object key, object value) { } }

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private const string Key = "prices";
            private readonly IMemoryCache cache = null!;
            private readonly IDistributedCache shared = null!;
            private readonly ShopContext db = null!;
            private readonly MemoryCacheEntryOptions options = new();
            private readonly DistributedCacheEntryOptions sharedOptions = new();
            private readonly Func<ICacheEntry, object> factory = null!;
            private readonly IChangeToken token = null!;
            private readonly object key = new();
            private readonly object value = new();
            private readonly byte[] bytes = new byte[0];

            public async Task Get(int id, string name, Kind kind, bool flag, string culture, int languageId, string tenantId, Body body)
            {
                {{statements}}
                await Task.Yield();
            }

            private static string KeyFor(int id) => "price-" + id;
            private static MemoryCacheEntryOptions MakeOptions() => new();
            private static void ApplyPolicy(object entry) { }
            private static object Load(ICacheEntry entry) => 1;
            private static void Use(object entry) { }
        }
        """;
}
