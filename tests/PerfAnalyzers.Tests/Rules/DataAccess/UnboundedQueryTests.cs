using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.UnboundedQueryAnalyzer>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class UnboundedQueryTests
{
    private const string Others = """
        public class Country { public int Id { get; set; } }
        public class OtherContext : DbContext { public DbSet<Country> Countries => Set<Country>(); }
        public interface IMail { Task SendAsync(Order order); }
        public class Worker
        {
            private readonly ShopContext db = new();
            public async Task<int> TotalAsync()
            {
                var total = 0;
                foreach (var order in await db.Orders.Where(o => o.State == State.Open).[|ToListAsync()|])
                    total += order.LastDigit;

                return total;
            }

        }
        public class Archive
        {
            private readonly ShopContext db = new();
            public Task<List<Order>> AllAsync() => db.Orders.AsNoTracking().ToListAsync();
            public Task<List<Order>> OfAsync(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();
            public async Task NobodyAsync()
            {
                foreach (var order in await db.Orders.ToListAsync())
                    Console.WriteLine(order.Id);
            }
        }
        """;

    [Theory]
    [InlineData("[HttpGet] public async Task<List<int>> Ids() { var ids = new List<int>(); await foreach (var order in db.Orders.Where(o => o.State == State.Open).[|AsAsyncEnumerable()|]) ids.Add(order.Id); return ids; }")]
    [InlineData("[HttpGet] public async Task<List<Order>> All(CancellationToken token) { var all = new List<Order>(); await foreach (var order in db.Orders.AsNoTracking().[|AsAsyncEnumerable()|].WithCancellation(token).ConfigureAwait(false)) { all.Add(order); } return all; }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { var orders = await db.Orders.[|ToListAsync()|]; foreach (var order in orders) await mail.SendAsync(order); }")]
    [InlineData("[HttpGet] public async Task<string> Text() { var orders = await db.Orders.Where(o => o.State == State.Open).[|ToListAsync()|]; var text = \"\"; foreach (var order in orders) text = text + order.Id; return text; }")]
    [InlineData("[HttpGet] public async Task<Dictionary<int, Order>> Map() { var orders = db.Orders.[|ToList()|]; var map = new Dictionary<int, Order>(); foreach (var order in orders) map[order.Id] = order; await Task.Yield(); return map; }")]
    [InlineData("[HttpGet] public Task<int> Total([FromServices] Worker worker) => worker.TotalAsync();")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var part in (await db.Orders.[|ToListAsync()|]).Chunk(50)) await Task.WhenAll(part.Select(mail.SendAsync)); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var order in (await db.Orders.OrderBy(o => o.Id).[|ToListAsync()|]).TakeLast(5)) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var order in (await db.Orders.[|ToListAsync()|]).OrderByDescending(o => o.Price)) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var order in await db.Orders.OrderBy(o => o.Id).Skip(3).[|ToListAsync()|]) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail, int? limit) { IQueryable<Order> query = db.Orders; if (limit != null) query = query.Take(limit.Value); foreach (var order in await query.[|ToListAsync()|]) await mail.SendAsync(order); }")]
    [InlineData("public List<Order> Kept { get; set; } = new(); [HttpGet] public void Keep() { Kept = db.Orders.[|ToList()|]; }")]
    [InlineData("[HttpGet] public async Task<string> Text() { var orders = await db.Orders.[|ToListAsync()|]; var text = \"\" + orders.Count(o => o.Price > 3); foreach (var order in orders) text += order.Id; return text; }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail, DateTime since) { foreach (var order in await db.Orders.Where(o => o.Ordered >= since).[|ToListAsync()|]) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var order in await db.Orders.Where(o => o.Ordered <= DateTime.UtcNow).[|ToListAsync()|]) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail, [FromServices] TimeProvider clock) { var now = clock.GetUtcNow().UtcDateTime; foreach (var order in await db.Orders.Where(o => now > o.Ordered).[|ToListAsync()|]) await mail.SendAsync(order); }")]
    [InlineData("[HttpGet] public async Task<decimal> Sum([FromServices] Archive archive) { var sum = 0m; foreach (var order in await archive.[|AllAsync()|]) sum += order.LastDigit; return sum; }")]
    public Task Reports_tables_that_are_loaded_for_a_request(string members) => Verify.ReportsAsync(WebShop.InController(
        members, members.Contains("Worker", StringComparison.Ordinal) ? Others : Others.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() { var orders = await db.Orders.ToListAsync(); Console.WriteLine(orders.Count); return Ok(orders); }")]
    [InlineData("[HttpGet] public async Task<int> Open() { var orders = await db.Orders.ToListAsync(); return orders.Count(o => o.Price > 3); }")]
    [InlineData("[HttpGet] public async Task<int> Open() { var n = 0; foreach (var o in (await db.Orders.ToListAsync()).Where(o => o.Price > 3)) n++; return n; }")]
    [InlineData("[HttpPost] public async Task Clear() { db.Orders.RemoveRange(await db.Orders.ToListAsync()); await db.SaveChangesAsync(); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail, int customer) { foreach (var order in await db.Orders.Where(o => o.CustomerId == customer).ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Export([FromServices] IMail mail) { foreach (var order in await db.Orders.ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpGet] public string Names() { var text = \"\"; foreach (var country in new OtherContext().Countries.ToList()) text += country.Id; return text; }")]
    [InlineData("[HttpGet] public string Names() { var text = \"\"; foreach (var order in db.Orders.Take(5).ToList()) text += order.Id; return text; }")]
    [InlineData("[HttpGet] public string Some(List<int> ids) { var text = \"\"; foreach (var id in ids) foreach (var order in db.Orders.ToList()) text += order.Id; return text; }")]
    [InlineData("[HttpGet] public async Task<decimal> Sum([FromServices] Archive archive) { var sum = 0m; foreach (var order in await archive.OfAsync(3)) sum += order.LastDigit; return sum; }")]
    [InlineData("[HttpGet] public Task<List<Order>> All([FromServices] Archive archive) => archive.AllAsync();")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail, DateTime since) { foreach (var order in await db.Orders.Where(o => o.Ordered >= since && o.Ordered < since.AddDays(1)).ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { var since = DateTime.UtcNow.AddDays(-7); foreach (var order in await db.Orders.Where(o => o.Ordered >= since).ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail, DateTime until) { foreach (var order in await db.Orders.Where(o => o.Ordered < until).ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var order in await db.Orders.Where(o => o.Ordered > DateTime.UtcNow).ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { foreach (var order in await db.Orders.Where(o => o.Ordered >= DateTime.Today.AddDays(-1)).ToListAsync()) await mail.SendAsync(order); }")]
    [InlineData("[HttpPost] public async Task Send([FromServices] IMail mail) { await foreach (var order in db.Orders.AsAsyncEnumerable()) await mail.SendAsync(order); }")]
    [InlineData("[HttpGet] public async Task<List<int>> Ids() { var ids = new List<int>(); await foreach (var order in db.Orders.AsAsyncEnumerable()) { if (order.LastDigit == 3) ids.Add(order.Id); } return ids; }")]
    [InlineData("[NonAction] public void Nothing() { foreach (var order in db.Orders.ToList()) Console.WriteLine(order.Id); }")]
    public Task StaysSilent_when_rows_are_limited_or_another_rule_speaks(string members) =>
        Verify.SilentAsync(WebShop.InController(members, Others.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));

    /// <summary>What somebody has put before all others is little, and the flag says so.</summary>
    [Theory]
    [InlineData("IsFeatured", "o.IsFeatured", false)]
    [InlineData("Pinned", "o.Pinned && o.Id > 3", false)]
    [InlineData("IsSticky", "o.IsSticky == true", false)]
    [InlineData("IsFeatured", "!o.IsFeatured", true)]
    [InlineData("IsFeatured", "o.IsFeatured == false", true)]
    [InlineData("IsFeatured", "o.IsFeatured || o.Id > 3", true)]
    [InlineData("WasPromoted", "o.WasPromoted", true)]
    [InlineData("IsActive", "o.IsActive", true)]
    public Task StaysSilent_when_somebody_has_put_the_rows_before_all_others(string flag, string condition, bool isReported) => Verify.ReportsAsync(
        WebShop.InController($"[HttpPost] public async Task Send([FromServices] IMail mail) {{ foreach (var order in await db.Orders.Where(o => {condition}).{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}) await mail.SendAsync(order); }}", "public interface IMail { Task SendAsync(Order order); }")
            .Replace("public int LastDigit", $"public bool {flag} {{ get; set; }} public int LastDigit", StringComparison.Ordinal));

    [Theory]
    [InlineData("app.MapGet(\"/total\", async (Totals totals) => await totals.OfAsync());", true)]
    [InlineData("app.MapGet(\"/total\", Total); static async Task<int> Total(Totals totals) => await totals.OfAsync();", true)]
    [InlineData("Func<Totals, Task<int>> ask = totals => totals.OfAsync(); ask(null!).Wait();", false)]
    public Task Reports_services_that_only_a_route_asks(string statements, bool isReported) => Verify.ReportsAsync(
        $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public int Lines { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class Totals
        {
            private readonly ShopContext db;

            public Totals(ShopContext db) => this.db = db;

            public async Task<int> OfAsync()
            {
                var total = 0;
                foreach (var order in await db.Orders.{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}})
                    total += order.Lines * order.Id;

                return total;
            }
        }

        public static class Routes
        {
            public static void Map(IEndpointRouteBuilder app)
            {
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("public List<Slot> Slots { get; } = new();", "public Order? Order { get; set; }", true)]
    [InlineData("public List<Slot> Slots { get; } = new();", "public Order? ChangedBy { get; set; }", false)]
    [InlineData("public List<Slot> Slots { get; } = new();", "", false)]
    [InlineData("public Slot? Slot { get; set; }", "public List<Order> Orders { get; } = new();", false)]
    public Task Reports_rows_that_are_part_of_rows_that_get_more(string parent, string child, bool isReported) => Verify.ReportsAsync(
        $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } {{parent}} }
        public class Slot { public int Id { get; set; } public string Name { get; set; } = ""; {{child}} }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<Slot> Slots => Set<Slot>(); }

        public class NamesController : ControllerBase
        {
            private readonly ShopContext db = new();
            [HttpGet] public async Task<int> Names() { var sum = 0; foreach (var one in await db.Slots.{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}}) sum += one.Name.Length; return sum; }
        }
        """);

    [Theory]
    [InlineData("Order", true)]
    [InlineData("Country", false)]
    public Task Reports_generic_services_of_what_gets_more(string entity, bool isReported) => Verify.ReportsAsync(
        $$"""
        using Microsoft.EntityFrameworkCore;

        public class {{entity}} { public int Id { get; set; } }
        public class ShopContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public abstract class Service<T>
            where T : class
        {
            private readonly ShopContext db;

            protected Service(ShopContext db) => this.db = db;

            public async Task<IReadOnlyList<T>> ListAsync() => await db.Set<T>().{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }

        public class Entries : Service<{{entity}}>
        {
            public Entries(ShopContext db)
                : base(db)
            {
            }
        }
        """);

    [Theory]
    [InlineData("events.Find(_ => true).[|ToListAsync()|]")]
    [InlineData("events.Find(Builders<Event>.Filter.Empty).SortBy(e => e.At).Skip(3).[|ToListAsync()|]")]
    [InlineData("events.Find(\"{ }\").SortByDescending(e => e.At).[|ToListAsync()|]")]
    [InlineData("events.Find(e => e.Channel == id).[|ToListAsync()|]")]
    [InlineData("events.Find(Builders<Event>.Filter.Eq(e => e.Channel, id)).SortBy(e => e.At).[|ToListAsync()|]")]
    [InlineData("events.Find(e => e.Channel == id && e.Owner == id).ToListAsync()")]
    [InlineData("events.Find(Builders<Event>.Filter.Eq(e => e.Owner, id)).ToListAsync()")]
    [InlineData("events.Find(Builders<Event>.Filter.Eq(e => e.Channel, id)).Limit(10).ToListAsync()")]
    [InlineData("events.Find(_ => true).Limit(100).ToListAsync()")]
    [InlineData("events.Find(e => e.Id == id).ToListAsync()")]
    [InlineData("events.Find(_ => true).FirstOrDefaultAsync()")]
    [InlineData("countries.Find(_ => true).ToListAsync()")]
    public Task Reports_whole_collections_of_documents(string query) => new RuleVerifier<PerfAnalyzers.Rules.DataAccess.UnboundedQueryAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test
    {
        TestCode = $$"""
        using MongoDB.Driver;

        public class Event { public string Id { get; set; } = ""; public string Channel { get; set; } = ""; public string Owner { get; set; } = ""; public DateTime At { get; set; } }
        public class Country { public string Id { get; set; } = ""; }

        public class Events
        {
            private readonly IMongoCollection<Event> events;
            private readonly IMongoCollection<Country> countries;

            public Events(IMongoCollection<Event> events, IMongoCollection<Country> countries) => (this.events, this.countries) = (events, countries);

            public async Task<object?> ReadAsync(string id) => await {{query}};
        }
        """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("Channel", "o.Channel == wanted", true)]
    [InlineData("PreferredLanguage", "o.PreferredLanguage == wanted && o.Id > 0", true)]
    [InlineData("Channel", "o.Channel == wanted && o.Reference == wanted", false)]
    [InlineData("Reference", "o.Reference == wanted", false)]
    [InlineData("TypeId", "o.TypeId == wanted", false)]
    public Task Reports_all_rows_of_a_kind(string column, string condition, bool isReported) => Verify.ReportsAsync(
        $$"""
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public string Reference { get; set; } = ""; {{(column == "Reference" ? "" : $"public string {column} {{ get; set; }} = \"\";")}} }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class Orders
        {
            private readonly ShopContext db;

            public Orders(ShopContext db) => this.db = db;

            public Task<List<Order>> ListAsync(string wanted) => db.Orders.Where(o => {{condition}}).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }
        """);

    [Theory]
    [InlineData("ActivityFeed", true)]
    [InlineData("ProductFeed", false)]
    public Task Reports_feeds_that_people_read(string service, bool isReported) => Verify.ReportsAsync(
        $$"""
        using Microsoft.EntityFrameworkCore;

        public class Visit { public int Id { get; set; } public DateTime At { get; set; } }
        public class SiteContext : DbContext { public DbSet<Visit> Visits => Set<Visit>(); }

        public class {{service}}
        {
            private readonly SiteContext db;

            public {{service}}(SiteContext db) => this.db = db;

            public async Task<string> RenderAsync(DateTime since) => string.Join(",", await db.Visits.Where(v => v.At >= since).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}});
        }
        """);

    [Theory]
    [InlineData("PermissionRecord", false)]
    [InlineData("AuditRecord", true)]
    public Task StaysSilent_for_the_records_of_what_is_few(string entity, bool isReported)
    {
        var load = isReported ? "[|ToListAsync()|]" : "ToListAsync()";
        return Verify.ReportsAsync($$"""
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.EntityFrameworkCore;

            public class {{entity}} { public int Id { get; set; } public string Name { get; set; } = ""; }
            public class ShopContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

            public class NamesController : ControllerBase
            {
                private readonly ShopContext db = new();
                [HttpGet] public async Task<int> Names() { var sum = 0; foreach (var one in await db.All.{{load}}) sum += one.Name.Length; return sum; }
            }
            """);
    }
}
