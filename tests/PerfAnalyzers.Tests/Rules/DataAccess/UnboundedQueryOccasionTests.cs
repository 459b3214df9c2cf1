using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<UnboundedQueryAnalyzer>;

/// <summary>When a whole table is worth a word: by what its rows are, what is asked since when, and who loads it again and again.</summary>
public sealed class UnboundedQueryOccasionTests
{
    [Theory]
    [InlineData("Doing", "PostedAt", true)]
    [InlineData("Doing", "SentOnUtc", true)]
    [InlineData("Doing", "At", false)]
    [InlineData("Doing", "CreatedAt", false)]
    [InlineData("Doing", "ValidFrom", false)]
    [InlineData("Country", "FoundedAt", false)]
    public Task Reports_documents_that_tell_when_something_happened(string document, string time, bool isReported) => new RuleVerifier<UnboundedQueryAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test
    {
        TestCode = $$"""
        using MongoDB.Driver;

        public class {{document}} { public string Id { get; set; } = ""; public DateTime {{time}} { get; set; } }

        public class Doings
        {
            private readonly IMongoCollection<{{document}}> all;

            public Doings(IMongoDatabase database) => all = database.GetCollection<{{document}}>("all");

            public Task<List<{{document}}>> ReadAsync() => all.Find(Builders<{{document}}>.Filter.Empty).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }
        """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("while (!token.IsCancellationRequested) { foreach (var order in await db.Orders.AsNoTracking().OrderBy(o => o.Id).[|ToListAsync(token)|]) Console.WriteLine(order.Id); await Task.Delay(5000, token); }")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromHours(1)); while (await timer.WaitForNextTickAsync(token)) await RunAsync();", "[|ToListAsync()|]")]
    [InlineData("while (true) { foreach (var order in await new Archive(db).[|AllAsync()|]) Console.WriteLine(order.Id); await Task.Delay(5000, token); }")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync(token)) Console.WriteLine(order.Id);")]
    [InlineData("while (!token.IsCancellationRequested) { foreach (var order in await db.Orders.Where(o => o.State == State.Open).ToListAsync(token)) Console.WriteLine(order.Id); await Task.Delay(5000, token); }")]
    [InlineData("while (!token.IsCancellationRequested) { foreach (var order in await db.Orders.OrderBy(o => o.Id).Take(100).ToListAsync(token)) Console.WriteLine(order.Id); await Task.Delay(5000, token); }")]
    [InlineData("while (!token.IsCancellationRequested) { await foreach (var order in db.Orders.AsAsyncEnumerable()) Console.WriteLine(order.Id); await Task.Delay(5000, token); }")]
    [InlineData("while (!token.IsCancellationRequested) { await ExportAsync(); await Task.Delay(5000, token); }")]
    public Task Reports_a_whole_table_that_a_service_in_the_background_loads_again_and_again(string statements, string load = "ToListAsync()") => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Hosting;

        public class Archive
        {
            private readonly ShopContext db;
            public Archive(ShopContext db) => this.db = db;
            public Task<List<Order>> AllAsync() => db.Orders.AsNoTracking().ToListAsync();
        }
        public class Reminder : BackgroundService
        {
            private readonly ShopContext db = new();
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                {{statements}}
            }
            private async Task RunAsync()
            {
                foreach (var order in await db.Orders.{{load}})
                    Console.WriteLine(order.Id);
            }
            private async Task ExportAsync()
            {
                foreach (var order in await db.Orders.ToListAsync())
                    Console.WriteLine(order.Id);
            }
        }
        {{Shop.Model}}
        """);

    [Theory]
    [InlineData("Permit", "IssuedOn", "p.IssuedOn >= since", true)]
    [InlineData("Permit", "IssuedOn", "since <= p.IssuedOn && p.IsOpen", true)]
    [InlineData("Permit", "ModifiedOn", "p.ModifiedOn >= since", false)]
    [InlineData("Permit", "IssuedOn", "p.IssuedOn >= since && p.IssuedOn < until", false)]
    [InlineData("Permit", "IssuedOn", "p.IssuedOn < since", false)]
    [InlineData("Category", "IssuedOn", "p.IssuedOn >= since", false)]
    public Task Reports_what_has_come_since_a_time_that_whoever_asks_names(string entity, string time, string condition, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Hall { public int Id { get; set; } }
        public class {{entity}} { public int Id { get; set; } public int HallId { get; set; } public Hall? Hall { get; set; } public bool IsOpen { get; set; } public DateTime {{time}} { get; set; } }
        public class HallContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public class Permits
        {
            private readonly HallContext db;
            public Permits(HallContext db) => this.db = db;
            public async Task<IReadOnlyList<int>> SinceAsync(DateTime since, DateTime until) => await db.All.Where(p => {{condition}}).Select(p => p.Id).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }
        """);

    [Theory]
    [InlineData("all.Find(Builders<Doing>.Filter.Gte(d => d.PostedAt, since)).[|ToListAsync()|]")]
    [InlineData("all.Find(d => d.PostedAt > since).SortBy(d => d.PostedAt).[|ToListAsync()|]")]
    [InlineData("all.Find(Builders<Doing>.Filter.Lt(d => d.PostedAt, since)).ToListAsync()")]
    [InlineData("all.Find(Builders<Doing>.Filter.Gte(d => d.CreatedAt, since)).ToListAsync()")]
    [InlineData("all.Find(d => d.PostedAt > since && d.Owner == owner).ToListAsync()")]
    public Task Reports_documents_since_a_time_that_whoever_asks_names(string query) => new RuleVerifier<UnboundedQueryAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test
    {
        TestCode = $$"""
        using MongoDB.Driver;

        public class Doing { public string Id { get; set; } = ""; public string Owner { get; set; } = ""; public DateTime PostedAt { get; set; } public DateTime CreatedAt { get; set; } }

        public class Doings
        {
            private readonly IMongoCollection<Doing> all;

            public Doings(IMongoDatabase database) => all = database.GetCollection<Doing>("all");

            public Task<List<Doing>> SinceAsync(DateTime since, string owner) => {{query}};
        }
        """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("Ascending(a => a.Name)", "Unique = true", "", false)]
    [InlineData("Ascending(a => a.Name)", "Unique = false", "", true)]
    [InlineData("Ascending(a => a.Name).Ascending(a => a.Owner)", "Unique = true", "", true)]
    [InlineData("Ascending(a => a.Owner)", "Unique = true", "", true)]
    [InlineData("Ascending(a => a.Name)", "Unique = true", "public DateTime SubmittedAt { get; set; }", true)]
    [InlineData("Ascending(a => a.Name)", "Unique = true", "public DateTime DateTimeUpdated { get; set; }", false)]
    public Task StaysSilent_for_documents_that_somebody_enters_by_name(string keys, string option, string column, bool isReported) => new RuleVerifier<UnboundedQueryAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test
    {
        TestCode = $$"""
        using MongoDB.Driver;

        public class ApplicationEntity { public string Id { get; set; } = ""; public string Name { get; set; } = ""; public string Owner { get; set; } = ""; {{column}} }

        public class Applications
        {
            private readonly IMongoCollection<ApplicationEntity> all;

            public Applications(IMongoDatabase database)
            {
                all = database.GetCollection<ApplicationEntity>("all");
                var options = new CreateIndexOptions { {{option}} };
                var index = Builders<ApplicationEntity>.IndexKeys.{{keys}};
                all.Indexes.CreateOne(new CreateIndexModel<ApplicationEntity>(index, options));
            }

            public Task<List<ApplicationEntity>> ReadAsync() => all.Find(Builders<ApplicationEntity>.Filter.Empty).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }
        """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>What nobody has dealt with yet piles up just when something is amiss.</summary>
    [Theory]
    [InlineData("GetActiveAsync", "v.CompletedAt == null")]
    [InlineData("GetPendingAsync", "!v.IsPublic")]
    [InlineData("GetPendingAsync", "v.CompletedAt == null && v.IsPublic")]
    [InlineData("FindAsync", "EF.Functions.Like(v.Owner, pattern)")]
    [InlineData("FindAsync", "EF.Functions.Like(v.Owner, owner, \"\\\\\")", false)]
    [InlineData("FindAsync", "EF.Functions.Like(v.Owner, owner)", false)]
    public Task Reports_rows_that_nobody_has_dealt_with_yet_and_searches(string name, string condition, bool isReported = true) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Visit { public int Id { get; set; } public string Owner { get; set; } = ""; public bool IsPublic { get; set; } public DateTime? CompletedAt { get; set; } }
        public class HallContext : DbContext { public DbSet<Visit> All => Set<Visit>(); }

        public class Visits
        {
            private readonly HallContext db;
            public Visits(HallContext db) => this.db = db;
            public async Task<IReadOnlyList<Visit>> {{name}}(string owner, string pattern) => await db.All.Where(v => {{condition}}).OrderBy(v => v.Id).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }
        """);

    [Theory]
    [InlineData("OpenOrders", "db.Orders.Where(o => o.State == State.Open)", true)]
    [InlineData("OpenOrders", "Sorted(db.Orders.Where(o => o.State == State.Open))", true)]
    [InlineData("OpenOrders", "Sorted(db.Orders.Where(o => o.CustomerId == request))", false)]
    [InlineData("OpenOrders", "Cut(db.Orders)", false)]
    [InlineData("OpenOrdersWorker", "db.Orders.Where(o => o.State == State.Open)", false)]
    public Task Reports_what_an_abstract_class_loads_for_the_one_that_derives_from_it(string name, string query, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public abstract class Handler<TRow>
        {
            protected abstract IQueryable<TRow> Query(int request);
            public async Task<List<TRow>> Handle(int request) => await Query(request).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }

        public class {{name}} : Handler<Order>
        {
            private readonly ShopContext db;
            public {{name}}(ShopContext db) => this.db = db;
            protected override IQueryable<Order> Query(int request) => {{query}};
            private static IQueryable<Order> Sorted(IQueryable<Order> orders) => orders.OrderBy(o => o.Id);
            private static IQueryable<Order> Cut(IQueryable<Order> orders) => orders.OrderBy(o => o.Id).Take(50);
        }
        {{Shop.Model}}
        """);

    [Theory]
    [InlineData("Claim", "public DateTime? SubmittedAt { get; set; }", true)]
    [InlineData("Claim", "public string Value { get; set; } = \"\";", false)]
    [InlineData("Stage", "public DateTime? StartsOn { get; set; }", false)]
    public Task Reports_what_somebody_hands_in_whatever_else_the_word_names(string entity, string column, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class {{entity}} { public int Id { get; set; } {{column}} }
        public class OfficeContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public class Office
        {
            private readonly OfficeContext db;
            public Office(OfficeContext db) => this.db = db;
            public async Task<IReadOnlyList<{{entity}}>> ReadAsync() => await db.All.OrderBy(a => a.Id).{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}};
        }
        """);

    /// <summary>To give each row a new value, each row is needed.</summary>
    [Theory]
    [InlineData("RecalculateAllPrices", "order.Price = of.Next(order);", false)]
    [InlineData("RescoreAsync", "order.Price += of.Next(order);", false)]
    [InlineData("Recalculate", "order.Price = of.Next(order);", true)]
    [InlineData("UpdatePrices", "order.Price = of.Next(order);", true)]
    [InlineData("RecalculateAllPrices", "of.Next(order);", true)]
    public Task StaysSilent_when_all_rows_get_a_new_value(string name, string statement, bool isReported) => Verify.ReportsAsync(WebShop.InController(
        $"[HttpPost] public async Task {name}([FromServices] IPrices of) {{ var orders = await db.Orders.{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}; foreach (var order in orders) {{ {statement} await of.SaveAsync(order); }} }}",
        "public interface IPrices { decimal Next(Order order); Task SaveAsync(Order order); }"));
}
