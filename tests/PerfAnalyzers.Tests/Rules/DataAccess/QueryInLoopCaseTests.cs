using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Where a context comes from, who runs a function, and what libraries gather.</summary>
public sealed class QueryInLoopCaseTests
{
    [Theory]
    [InlineData("private readonly DbSet<Order> all; public Reader(ShopContext db) => all = db.Set<Order>();", "all.[|First(o => o.Id == id)|]")]
    [InlineData("private readonly ShopContext own; public Reader(ShopContext own) => this.own = own;", "own.Orders.[|First(o => o.Id == id)|]")]
    [InlineData("private readonly ShopContext own; public Reader(ShopContext own) => this.own = own;", "own.Set<Order>().[|First(o => o.Id == id)|]")]
    [InlineData("public ShopContext Own { get; set; } = null!;", "Own.Orders.[|First(o => o.Id == id)|]")]
    [InlineData("private readonly IShopContext own; public Reader(IShopContext own) => this.own = own;", "own.Orders.[|First(o => o.Id == id)|]")]
    [InlineData("private readonly DbContext own; public Reader(DbContext own) => this.own = own;", "own.Set<Order>().[|First(o => o.Id == id)|]")]
    [InlineData("private readonly IServiceProvider services; public Reader(IServiceProvider services) => this.services = services;", "((ShopContext)services.GetService(typeof(ShopContext))!).Orders.[|First(o => o.Id == id)|]")]
    public Task Reports_for_a_context_of_every_origin(string members, string query) => Verify.ReportsAsync(Shop.InMethod("") + $$"""

        public interface IShopContext { DbSet<Order> Orders { get; } }
        public class Reader
        {
            {{members}}
            public void Read(List<int> ids) { foreach (var id in ids) Console.WriteLine({{query}}); }
        }
        """);

    [Fact]
    public Task Reports_for_a_context_of_a_class_with_a_type_parameter() => Verify.ReportsAsync(Shop.InMethod("") + """

        public class Reader<TContext>
            where TContext : DbContext
        {
            private readonly TContext own;
            public Reader(TContext own) => this.own = own;
            public void Read(List<int> ids) { foreach (var id in ids) Console.WriteLine(own.Set<Order>().[|First(o => o.Id == id)|]); }
        }
        """);

    [Fact]
    public Task Reports_for_a_context_that_a_class_is_constructed_with()
    {
        Requires.CSharp(12);
        return Verify.ReportsAsync(Shop.InMethod("") + """

            public class Reader(ShopContext own)
            {
                public void Read(List<int> ids) { foreach (var id in ids) Console.WriteLine(own.Orders.[|First(o => o.Id == id)|]); }
            }
            """);
    }

    [Theory]
    [InlineData("await retry.ExecuteAsync(async () => await db.Orders.FirstAsync(o => o.Id == ids[0]));")]
    [InlineData("foreach (var id in ids) Changed += () => Console.WriteLine(db.Orders.First(o => o.Id == id));")]
    [InlineData("foreach (var id in ids) retry.OnRetry(() => Console.WriteLine(db.Orders.First(o => o.Id == id)));")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); _ = await db.Customers.Where(c => open.Any(o => o.CustomerId == c.Id)).ToListAsync(token);")]
    [InlineData("var open = db.Orders.Select(o => o.CustomerId); IQueryable<Customer> some = db.Customers; foreach (var id in ids) some = some.Where(c => c.Id != id && open.Contains(c.Id)); _ = await some.ToListAsync(token);")]
    public Task StaysSilent_when_no_loop_runs_the_function_or_the_query(string statements) => Verify.SilentAsync(Shop.InMethod(
        statements,
        "private event Action? Changed; private readonly Retry retry = new(); public class Retry { public Task<T> ExecuteAsync<T>(Func<Task<T>> action) => action(); public void OnRetry(Action action) { } } public void Raise() => Changed?.Invoke();"));

    /// <summary>Whoever goes through an iterator makes its rounds.</summary>
    [Fact]
    public Task Reports_in_an_iterator() => Verify.ReportsAsync(Shop.InMethod("", "public IEnumerable<Order> Each(List<int> ids) { foreach (var id in ids) yield return db.Orders.[|First(o => o.Id == id)|]; }"));

    [Theory]
    [InlineData("foreach (var id in ids) _ = await cache.GetOrCreateAsync(\"order\" + id, _ => db.Orders.FirstAsync(o => o.Id == id));")]
    [InlineData("foreach (var id in ids) { if (!cache.TryGetValue(id, out Order? order)) cache.Set(id, await db.Orders.FirstAsync(o => o.Id == id)); }")]
    [InlineData("var batch = redis.CreateBatch(); var asked = ids.Select(id => batch.StringGetAsync(\"order\" + id)).ToList(); batch.Execute(); await Task.WhenAll(asked);")]
    [InlineData("using var many = await connection.QueryMultipleAsync(\"select 1; select 2\"); foreach (var id in ids) Console.WriteLine(many.Read<int>().Count());")]
    public Task StaysSilent_when_a_cache_or_a_batch_is_asked(string statements) => new Verify.Test
    {
        TestCode = Shop.InMethod(statements, "private readonly IMemoryCache cache = null!; private readonly StackExchange.Redis.IDatabase redis = null!; private readonly System.Data.Common.DbConnection connection = null!;")
            .Replace("using Microsoft.EntityFrameworkCore;", "using Dapper;\nusing Microsoft.EntityFrameworkCore;\nusing Microsoft.Extensions.Caching.Memory;", StringComparison.Ordinal),
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    private const string Store = """

        public interface IStore { Task<Order?> GetAsync(int id); }
        internal sealed class Store : IStore { private readonly ShopContext db; public Store(ShopContext db) => this.db = db; public async Task<Order?> GetAsync(int id) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id); }
        """;

    [Fact]
    public Task Reports_a_query_of_an_internal_class() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var id in ids) Console.WriteLine(await store.[|GetAsync(id)|]);", "private readonly IStore store = null!;") + Store);

    [Fact]
    public Task Reports_as_information_where_a_decorator_may_keep_rows() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var id in ids) Console.WriteLine(await store.{|#0:GetAsync(id)|});", "private readonly IStore store = null!;") + Store + """

            internal sealed class CachedStore : IStore
            {
                private readonly IStore inner;
                private readonly Dictionary<int, Order?> known = new();
                public CachedStore(IStore inner) => this.inner = inner;
                public async Task<Order?> GetAsync(int id)
                {
                    if (!known.TryGetValue(id, out var order))
                        known[id] = order = await inner.GetAsync(id);

                    return order;
                }
            }
            """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
}
