using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.MissingIndexAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.MissingIndexFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>Where the tables of a model come from, and which of them are none.</summary>
public sealed class MissingIndexTableTests
{
    [Theory]
    [InlineData("\"vw_orders\"", false)]
    [InlineData("\"orders\"", true)]
    [InlineData("new[] { \"vw_orders\", \"orders\" }", true)]
    public Task Reads_tables_from_attributes_of_whatever_shape(string table, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class TableAttribute : Attribute { public TableAttribute(string name) { } public TableAttribute(string[] names) { } }
        [Table({{table}})] public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class Service
        {
            public Order? Find(Shop db, string text) => db.Orders.FirstOrDefault(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
        }
        """);

    /// <summary>A model of many entities without any index is not what the tables are made from, unless something says so.</summary>
    [Theory]
    [InlineData(3, "", "", true)]
    [InlineData(9, "", "", false)]
    [InlineData(9, "Database.EnsureCreated();", "", true)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(e => e.Name);", true)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(e => e.Id).IsUnique();", false)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(e => new { e.Id, e.Name });", true)]
    [InlineData(9, "", "model.Entity<E3>(e => { e.HasIndex(x => x.Name).IsUnique(); e.HasKey(x => x.Name); });", false)]
    [InlineData(9, "", "model.Entity<E3>(e => { e.HasIndex(x => x.Id).IsUnique(); e.HasKey(x => x.Name); });", false)]
    [InlineData(9, "", "model.Entity<E3>(e => { e.HasIndex(x => x.Id); e.HasKey(x => x.Name); });", true)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(x => x.Name).IsUnique();", true)]
    public Task StaysSilent_when_the_tables_are_kept_elsewhere(int entities, string made, string model, bool isReported)
    {
        var more = Enumerable.Range(0, entities).ToList();
        return Verify.ReportsAsync($$"""
            using Microsoft.EntityFrameworkCore;

            public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } }
            {{string.Join('\n', more.Select(i => $"public class E{i} {{ public int Id {{ get; set; }} public string Name {{ get; set; }} = \"\"; }}"))}}

            public class Shop : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
                {{string.Join('\n', more.Select(i => $"public DbSet<E{i}> Es{i} => Set<E{i}>();"))}}

                public Shop() { {{made}} }

                protected override void OnModelCreating(ModelBuilder model) { {{model}} }
            }

            public class Service
            {
                public Order? Find(Shop db, string text) => db.Orders.FirstOrDefault(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
            }
            """);
    }

    /// <summary>What tests make for themselves are other tables than those of production.</summary>
    [Theory]
    [InlineData("Shop.Testing.Helpers", false)]
    [InlineData("Shop.Setup", true)]
    public Task StaysSilent_when_only_tests_make_the_tables(string project, bool isReported)
    {
        var test = new Verify.Test
        {
            TestCode = $$"""
                using Microsoft.EntityFrameworkCore;

                public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } }
                {{string.Join('\n', Enumerable.Range(0, 9).Select(i => $"public class E{i} {{ public int Id {{ get; set; }} }}"))}}

                public class Shop : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    {{string.Join('\n', Enumerable.Range(0, 9).Select(i => $"public DbSet<E{i}> Es{i} => Set<E{i}>();"))}}
                }

                public class Service
                {
                    public Order? Find(Shop db, string text) => db.Orders.FirstOrDefault(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
                }
                """,
        };
        test.TestState.AdditionalProjects[project].ReferenceAssemblies = References.Default;
        test.TestState.AdditionalProjects[project].Sources.Add("public static class Tables { public static void Make(Microsoft.EntityFrameworkCore.DbContext db) => db.Database.EnsureCreated(); }");
        test.TestState.AdditionalProjectReferences.Add(project);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Where the rows are loaded beside it anyway, another look at them is little on top.</summary>
    [Theory]
    [InlineData("await db.Orders.ToListAsync();", false)]
    [InlineData("await OpenAsync(db);", false)]
    [InlineData("await db.Orders.Where(o => o.IsOpen).ToListAsync();", false)]
    [InlineData("await db.Customers.ToListAsync();", true)]
    [InlineData("await db.Orders.Where(o => o.CustomerId == 3).ToListAsync();", true)]
    [InlineData("await db.Orders.Take(10).ToListAsync();", true)]
    [InlineData("await db.Orders.CountAsync(o => o.IsOpen);", true)]
    [InlineData("await OfAsync(db);", true)]
    public Task StaysSilent_when_the_whole_table_is_read_beside_it(string beside, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Customer { public int Id { get; set; } }
        public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } public bool IsOpen { get; set; } public int CustomerId { get; set; } public Customer Customer { get; set; } = null!; }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<Customer> Customers => Set<Customer>(); }

        public class Service
        {
            private async Task<List<Order>> OpenAsync(Shop db) => await db.Orders.Where(o => o.Ordered < DateTime.UtcNow).ToListAsync();
            private async Task<List<Order>> OfAsync(Shop db) => await db.Orders.Where(o => o.CustomerId == 3).ToListAsync();

            public async Task<Order?> Find(Shop db, string text)
            {
                var found = await db.Orders.FirstOrDefaultAsync(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
                {{beside}}
                return found;
            }
        }
        """);

    /// <summary>A report that is made a few times a month and counts what was written in some days, by a column that all entities have.</summary>
    [Theory]
    [InlineData("MonthlySalesReportService", "o.CreatedDate >= from && o.CreatedDate < to", false)]
    [InlineData("UsageReportJob", "o.CreatedDate >= from && o.CreatedDate < to", false)]
    [InlineData("SalesReportService", "[|o.CreatedDate|] >= from && o.CreatedDate < to", true)]
    [InlineData("MonthlySales", "[|o.CreatedDate|] >= from && o.CreatedDate < to", true)]
    [InlineData("MonthlySalesReportService", "[|o.Ordered|] >= from && o.Ordered < to", true)]
    [InlineData("MonthlySalesReportService", "[|o.CreatedDate|] == from", true)]
    public Task StaysSilent_when_a_report_is_made_now_and_then(string service, string condition, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public abstract class Entity { public int Id { get; set; } public DateTime CreatedDate { get; set; } }
        public class Order : Entity { public DateTime Ordered { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class {{service}}
        {
            public async Task<int> CountAsync(Shop db, DateTime from, DateTime to) => await db.Orders.CountAsync(o => {{(isReported ? condition : condition.Replace("[|", "", StringComparison.Ordinal))}});
        }
        """);
}
