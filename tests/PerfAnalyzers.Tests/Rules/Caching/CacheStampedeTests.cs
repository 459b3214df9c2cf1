using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<CacheStampedeAnalyzer, CacheStampedeFix>;

public sealed partial class CacheStampedeTests
{
    private const string Setting = ", TimeSpan.FromMinutes(5)";

    public static TheoryData<string> Unguarded =>
    [
        "if (!cache.TryGetValue(\"orders\", out List<Order>? orders)) { orders = await db.Orders.ToListAsync(); cache.[|Set|](\"orders\", orders" + Setting + "); } Use(orders);",
        "if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await db.Orders.ToListAsync(); cache.[|Set|](Key, orders" + Setting + "); } Use(orders);",
        "if (cache.TryGetValue(Key, out List<Order>? orders)) return; orders = await db.Orders.ToListAsync(); cache.[|Set|](Key, orders" + Setting + ");",
        "if (cache.TryGetValue(Key, out List<Order>? orders)) { Use(orders); return; } orders = await db.Orders.ToListAsync(); cache.[|Set|](Key, orders" + Setting + ");",
        "var orders = cache.Get<List<Order>>(Key); if (orders == null) { orders = await db.Orders.ToListAsync(); cache.[|Set|](Key, orders" + Setting + "); } Use(orders);",
        "var orders = cache.Get(Key) as List<Order>; if (orders is null) { orders = await db.Orders.ToListAsync(); cache.[|Set|](Key, orders" + Setting + "); }",
        "if (cache.TryGetValue(Key, out object? known) == false) { var orders = await db.Orders.ToListAsync(); var ids = orders.Select(o => o.Id).ToList(); cache.[|Set|](Key, ids" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out object? known)) { var count = await db.Orders.CountAsync(); known = new { count }; cache.[|Set|](Key, known" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out string? rates)) { rates = await http.GetStringAsync(\"rates\"); cache.[|Set|](Key, rates" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out string? rates)) { rates = await http.GetStringAsync(\"rates\").ConfigureAwait(false); cache.[|Set|](Key, rates" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.[|Set|](Key, orders" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out List<Order>? orders)) { cache.[|Set|](Key, await LoadAsync()" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.[|Set|](Key, orders, options); }",
        "if (!cache.TryGetValue(Key, out List<int>? ids)) { var orders = await LoadAsync(); ids = new List<int>(); foreach (var order in orders) ids.Add(order.Id); cache.[|Set|](Key, ids" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out List<string>? all)) { all = new List<string>(); foreach (var part in new[] { 1, 2 }) { var rates = await http.GetStringAsync(\"rates\" + part); all.Add(rates); } cache.[|Set|](Key, all" + Setting + "); }",
        "var text = await shared.GetStringAsync(Key); if (text is null) { text = await http.GetStringAsync(\"rates\"); await shared.[|SetStringAsync|](Key, text, sharedOptions); }",
        "var text = await shared.GetStringAsync(Key); if (string.IsNullOrEmpty(text)) { var orders = await LoadAsync(); text = orders.Count.ToString(); await shared.[|SetStringAsync|](Key, text, sharedOptions); }",
        "var text = await shared.GetStringAsync(Key) ?? await http.GetStringAsync(\"rates\"); await shared.[|SetStringAsync|](Key, text, sharedOptions);",
        "var bytes = await shared.GetAsync(Key); if (bytes == null) { bytes = await http.GetByteArrayAsync(\"rates\"); await shared.[|SetAsync|](Key, bytes, sharedOptions); }",
        "if (!cache.TryGetValue(\"rate-\" + currency, out string? rate)) { rate = await http.GetStringAsync(currency); cache.[|Set|](\"rate-\" + currency, rate" + Setting + "); }",
        "if (!cache.TryGetValue(\"rate-\" + productId, out string? rate)) { rate = await http.GetStringAsync(\"x\" + productId); cache.[|Set|](\"rate-\" + productId, rate" + Setting + "); }",
    ];

    public static TheoryData<string> Guarded =>
    [
        // Somebody lets the others wait, or all share one answer.
        "if (!cache.TryGetValue(Key, out List<Order>? orders)) { await gate.WaitAsync(); try { if (!cache.TryGetValue(Key, out orders)) { orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); } } finally { gate.Release(); } }",
        "using (await locks.LockAsync(Key)) { if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); } }",
        "var orders = await cache.GetOrCreateAsync(Key, async entry => await LoadAsync()); Use(orders);",
        "var orders = await all.GetOrAdd(Key, async _ => { if (!cache.TryGetValue(Key, out List<Order>? known)) { known = await LoadAsync(); cache.Set(Key, known" + Setting + "); } return known!; }); Use(orders);",
        "var lazy = new Lazy<Task<List<Order>>>(async () => { if (!cache.TryGetValue(Key, out List<Order>? known)) { known = await LoadAsync(); cache.Set(Key, known" + Setting + "); } return known!; }); Use(await lazy.Value);",
        "lock (options) { if (!cache.TryGetValue(Key, out object? known)) cache.Set(Key, 1" + Setting + "); } if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); }",

        // It is cheap, or asks nobody.
        "if (!cache.TryGetValue(Key, out object? known)) { known = Compute(); cache.Set(Key, known" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out object? known)) { known = db.Orders.ToList(); cache.Set(Key, known" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out object? known)) { known = await ComputeAsync(); cache.Set(Key, known" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out string? known)) { known = await shared.GetStringAsync(Key); cache.Set(Key, known" + Setting + "); }",

        // What is loaded is not what is stored, or it is loaded whatever the cache has.
        "if (!cache.TryGetValue(Key, out object? known)) { Use(await LoadAsync()); cache.Set(Key, 1" + Setting + "); }",
        "cache.TryGetValue(Key, out List<Order>? old); var orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); Use(old);",
        "if (!cache.TryGetValue(Key, out object? known)) Use(1); var orders = await LoadAsync(); cache.Set(Key, orders" + Setting + ");",
        "var orders = await LoadAsync(); if (!cache.TryGetValue(Key, out object? known)) cache.Set(Key, orders" + Setting + ");",
        "if (!cache.TryGetValue(\"other\", out List<Order>? orders)) { orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); }",
        "if (!own.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); }",
        "var orders = await LoadAsync(); cache.Set(Key, orders" + Setting + ");",

        // The cache is of the request.
        "var cache = new MemoryCache(new MemoryCacheOptions()); if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.Set(Key, orders" + Setting + "); }",
        "if (!HttpContext.Items.TryGetValue(Key, out object? orders)) { orders = await LoadAsync(); HttpContext.Items[Key] = orders; }",

        // Few ask for the same entry at once, or only when the server starts.
        "if (!cache.TryGetValue(\"order-\" + productId, out Order? order)) { order = await db.Orders.FirstOrDefaultAsync(o => o.Id == productId); cache.Set(\"order-\" + productId, order" + Setting + "); }",
        "if (!cache.TryGetValue(\"user-\" + userId, out string? user)) { user = await http.GetStringAsync(\"x\" + userId); cache.Set(\"user-\" + userId, user" + Setting + "); }",
        "if (!cache.TryGetValue(Key, out List<Order>? orders)) { orders = await LoadAsync(); cache.Set(Key, orders); }",
    ];

    [Theory]
    [MemberData(nameof(Unguarded))]
    public Task Reports_entries_that_all_load(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Guarded))]
    public Task StaysSilent_when_one_loads_or_little_is_lost(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_is_loaded_for_which_entry() => Verify.ReportsAsync(
        In("if (!cache.TryGetValue(\"orders\", out List<Order>? orders)) { orders = await LoadAsync(); cache.{|#0:Set|}(\"orders\", orders" + Setting + "); }"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("'orders'", "LoadAsync → ToListAsync"));

    [Fact]
    public async Task Reports_entries_of_many_that_a_query_loads_where_guesses_are_wanted()
    {
        var test = new Verify.Test { TestCode = In("if (!cache.TryGetValue(\"order-\" + productId, out Order? order)) { order = await db.Orders.FirstOrDefaultAsync(o => o.Id == productId); cache.[|Set|](\"order-\" + productId, order" + Setting + "); }") };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public class Prices { {{members}} public async Task Outer() { await gate.WaitAsync(); await LoadPricesAsync(); gate.Release(); } }")]
    [InlineData("public class PriceJob { {{members}} }")]
    [InlineData("public class Refresh : Microsoft.Extensions.Hosting.BackgroundService { {{members}} protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoadPricesAsync(); }")]
    public Task StaysSilent_when_callers_wait_or_there_is_one(string type) => Verify.SilentAsync("using Microsoft.Extensions.Caching.Memory;\n" + type.Replace("{{members}}", """
        private readonly IMemoryCache cache = null!;
        private readonly HttpClient http = null!;
        private readonly SemaphoreSlim gate = new(1, 1);

        private async Task LoadPricesAsync()
        {
            if (!cache.TryGetValue("prices", out string? prices))
            {
                prices = await http.GetStringAsync("prices");
                cache.Set("prices", prices, TimeSpan.FromMinutes(5));
            }
        }
        """, StringComparison.Ordinal));

    [Fact]
    public Task Reports_services_that_requests_lead_to() => Verify.ReportsAsync("""
        using Microsoft.Extensions.Caching.Memory;

        public class Prices
        {
            private readonly IMemoryCache cache;
            private readonly HttpClient http;
            public Prices(IMemoryCache cache, HttpClient http) { this.cache = cache; this.http = http; }

            public async Task<string> GetAsync()
            {
                if (!cache.TryGetValue("prices", out string? prices))
                {
                    prices = await http.GetStringAsync("prices");
                    cache.[|Set|]("prices", prices, TimeSpan.FromMinutes(5));
                }

                return prices!;
            }
        }

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Prices prices;
            public PricesController(Prices prices) => this.prices = prices;
            public Task<string> Get() => prices.GetAsync();
        }
        """);

    private static string In(string statements) => $$"""
        using System.Collections.Concurrent;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;

        public class Order { public int Id { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        public class Locks { public Task<IDisposable> LockAsync(string key) => null!; }

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private const string Key = "orders";
            private readonly IMemoryCache cache = null!;
            private readonly IMemoryCache own = null!;
            private readonly IDistributedCache shared = null!;
            private readonly ShopContext db = null!;
            private readonly HttpClient http = null!;
            private readonly SemaphoreSlim gate = new(1, 1);
            private readonly Locks locks = null!;
            private readonly ConcurrentDictionary<string, Task<List<Order>>> all = new();
            private readonly MemoryCacheEntryOptions options = new() { SlidingExpiration = TimeSpan.FromMinutes(5) };
            private readonly DistributedCacheEntryOptions sharedOptions = new();

            public async Task Get(int productId, string userId, string currency)
            {
                {{statements}}
                await Task.Yield();
            }

            private async Task<List<Order>> LoadAsync() => await db.Orders.ToListAsync();
            private static object Compute() => 1;
            private static async Task<object> ComputeAsync() { await Task.Yield(); return 1; }
            private static void Use(object? value) { }
        }
        """;
}
