using PerfAnalyzers.Rules.Asynchrony;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Analysis.Async;

/// <summary>What a library without an endpoint has for those who serve, as the rules that need a request see it.</summary>
public sealed class OfferedServicesTests
{
    private const string Library = """
        using System.Data.Common;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Hosting;

        public class Order { public int Id { get; set; } public int CustomerId { get; set; } public decimal Total { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        public interface IClock { DateTime Now { get; } }
        public interface IRequestHandler<TRequest, TResponse> { Task<TResponse> Handle(TRequest request, CancellationToken token); }

        """;

    [Theory]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.[|ToListAsync()|]; }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Task<Order[]> SortedAsync() => db.Orders.OrderBy(o => o.Total).[|ToArrayAsync()|]; }")]
    [InlineData("public class JobRepository { private readonly ShopContext db; public JobRepository(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.[|ToListAsync()|]; }")]
    [InlineData("public class WorkerBoard { private readonly ShopContext db; public WorkerBoard(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.[|ToListAsync()|]; }")]
    [InlineData("public interface IOrders { Task<List<Order>> AllAsync(); } internal class Orders : IOrders { private readonly IDbContextFactory<ShopContext> made; public Orders(IDbContextFactory<ShopContext> made) { this.made = made; } async Task<List<Order>> IOrders.AllAsync() { using var db = made.CreateDbContext(); return await db.Orders.[|ToListAsync()|]; } }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public async Task<decimal> TotalAsync() { var sum = 0m; foreach (var order in await [|LoadAsync()|]) sum += order.Total; return sum; } private Task<List<Order>> LoadAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public record All; public class Handler : IRequestHandler<All, List<Order>> { private readonly ShopContext db; public Handler(ShopContext db) { this.db = db; } public Task<List<Order>> Handle(All request, CancellationToken token) => db.Orders.[|ToListAsync(token)|]; }")]
    public Task Reports_tables_that_are_loaded_for_whoever_calls(string source) => RuleVerifier<UnboundedQueryAnalyzer>.ReportsAsync(Library + source);

    [Theory]
    [InlineData("public class OrderStore { private readonly ShopContext db = new(); public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class OrderJob { private readonly ShopContext db; public OrderJob(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class JobRunner { private readonly ShopContext db; public JobRunner(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class FakeRepository { private readonly ShopContext db; public FakeRepository(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public async Task PriceAsync() { foreach (var order in await db.Orders.ToListAsync()) Console.WriteLine(order.Total); } }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Task<List<Order>> ExportAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Task<List<Order>> OfAsync(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync(); }")]
    [InlineData("public class Night : BackgroundService { private readonly ShopContext db; public Night(ShopContext db) { this.db = db; } protected override async Task ExecuteAsync(CancellationToken token) { var sum = 0m; foreach (var order in await LoadAsync()) sum += order.Total; Console.WriteLine(sum); } public Task<List<Order>> LoadAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class Start { public static async Task Main() { var store = new OrderStore(new ShopContext()); Console.WriteLine((await store.AllAsync()).Count); } } public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }")]
    public Task StaysSilent_when_nobody_who_serves_is_meant(string source) => RuleVerifier<UnboundedQueryAnalyzer>.SilentAsync(Library + source);

    [Theory]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Order Load(int id) => db.Orders.SingleAsync(o => o.Id == id).[|Result|]; }")]
    [InlineData("public class OrderStore { private readonly IDbContextFactory<ShopContext> made; public OrderStore(IDbContextFactory<ShopContext> made) { this.made = made; } public int Count() => Counted(); private int Counted() { using var db = made.CreateDbContext(); return db.Orders.CountAsync().[|GetAwaiter().GetResult()|]; } }")]
    public Task Suggests_not_to_wait_in_what_a_library_offers(string source) => RuleVerifier<BlockingOnTaskAnalyzer>.ReportsAsync(
        Library + source.Replace("[|", "{|#0:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal),
        new DiagnosticResult(RuleIds.BlockingOnTask, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Order Load(int id) => db.Orders.{|#0:Single(o => o.Id == id)|}; }")]
    [InlineData("public class OrderStore { private readonly DbConnection connection; public OrderStore(DbConnection connection) { this.connection = connection; } public object? Count() { using var command = connection.CreateCommand(); command.CommandText = \"select count(*) from orders\"; return command.{|#0:ExecuteScalar()|}; } }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public void Save(Order order) { db.Add(order); db.{|#0:SaveChanges()|}; } }")]
    public Task Suggests_to_await_what_a_library_asks_another_machine(string source) => RuleVerifier<SynchronousIoAnalyzer>.ReportsAsync(
        Library + source,
        new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("public class Notes { private readonly IClock clock; public Notes(IClock clock) { this.clock = clock; } public string Read() => File.ReadAllText(clock.Now.Year + \".txt\"); }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public Order Load(int id) => db.Orders.Single(o => o.Id == id); public Task<Order> LoadAsync(int id) => db.Orders.SingleAsync(o => o.Id == id); }")]
    [InlineData("public static class OrderStore { public static Order Load(ShopContext db, int id) => db.Orders.Single(o => o.Id == id); }")]
    public Task StaysSilent_when_a_library_reads_a_file_or_has_an_awaitable_member_beside(string source) => RuleVerifier<SynchronousIoAnalyzer>.SilentAsync(Library + source);

    [Theory]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public void Start() => db.Orders.CountAsync().Wait(); }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public void InitializeStore() => db.Orders.CountAsync().Wait(); }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public int Count() => Counted(); public Task<int> CountAsync() => db.Orders.CountAsync(); private int Counted() => db.Orders.CountAsync().Result; }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public int CountSync() => db.Orders.CountAsync().Result; public Task<int> Count() => db.Orders.CountAsync(); }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public int Await(Task<int> counting) => counting.Result; }")]
    [InlineData("public class OrderStore { private readonly ShopContext db; public OrderStore(ShopContext db) { this.db = db; } public void Rest() => Task.Delay(100).Wait(); }")]
    public Task StaysSilent_when_what_a_library_offers_is_meant_to_block(string source) => RuleVerifier<BlockingOnTaskAnalyzer>.SilentAsync(Library + source);
}
