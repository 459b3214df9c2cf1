using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.MissingIndexAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.MissingIndexFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class MissingIndexTests
{
    [Theory]
    [InlineData("var a = await db.Orders.FirstOrDefaultAsync(o => [|o.Code|] == text);")]
    [InlineData("var a = db.Orders.Where(o => o.Open).Where(o => [|o.Code|] == text).OrderBy(o => o.Id).ToList();")]
    [InlineData("var a = db.Orders.Count(o => ids.Contains([|o.Number|]));")]
    [InlineData("var a = All().Where(o => [|o.Code|] == text).ToList();")]
    [InlineData("var a = db.Employees.Where(e => [|e.CostCentre|] == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Ordered > day && [|o.Code|] == text).ToList();")]
    [InlineData("var q = db.Orders.Where(o => [|o.Code|] == text); var a = q.ToList();")]
    [InlineData("var a = await db.Orders.Where(o => [|o.Code|] == text).SumAsync(o => o.Id);")]
    [InlineData("var a = db.Orders.Where(o => [|o.Code|] == text).Max(o => o.Ordered);")]
    [InlineData("IQueryable<Order> q = db.Orders; q = q.Where(o => [|o.Code|] == text); if (text != \"\") q = q.Where(o => o.Open); var a = q.OrderBy(o => o.Id).ToList();")]
    [InlineData("var q = db.Orders.Where(o => [|o.Code|] == text); if (text != \"\") q = q.Where(o => o.Number == 3); var a = await q.FirstOrDefaultAsync();")]
    [InlineData("var a = db.Orders.First(o => [|o.Code|] == \"A1\");")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered|] >= day && o.Ordered < day.AddDays(1)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Open).Where(o => [|o.Ordered|] > day).Where(o => o.Ordered <= day.AddDays(1)).Count();")]
    [InlineData("var a = await db.Orders.Coded(text).[|FirstOrDefaultAsync()|];")]
    [InlineData("var a = db.Orders.Where(o => o.Open).Coded(text).OrderBy(o => o.Id).[|ToList()|];")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered|] < day && o.Open).OrderBy(o => o.Id).Take(50).ToList();")]
    [InlineData("var q = from o in db.Orders where [|o.Ordered|] <= day orderby o.Ordered select o.Code; var a = await q.Take(50).ToListAsync();")]
    public Task Reports_a_column_that_no_index_starts_with(string statements) => Verify.ReportsAsync(InMethod(statements));

    [Theory]
    [InlineData("var a = db.Orders.First(o => o.Id == 3);")]
    [InlineData("var a = db.Orders.Where(o => o.Ordered < day && o.Open).ToList();")]
    [InlineData("var a = Of(3).Where(o => o.Code == text).ToList();")]
    [InlineData("var a = await db.Orders.Mine().Coded(text).FirstOrDefaultAsync();")]
    [InlineData("var a = db.Orders.Where(o => o.Ordered < day).OrderByDescending(o => o.Id).Take(50).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Ordered < day).OrderBy(o => o.Code).Take(50).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Ordered > day).OrderBy(o => o.Id).Take(50).ToList();")]
    [InlineData("var a = db.Themes.First(t => t.Name == text);")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == 3 && o.Code == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Reference == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Shop == 3).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Code == \"online\").ToList();")]
    [InlineData("var a = await db.Orders.Where(o => o.Code == nameof(Order)).ToArrayAsync();")]
    [InlineData("var a = db.Orders.Where(o => o.Open).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.State == State.Closed).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Code == text || o.Reference == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Customer.Name == text && o.Code == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Code.Contains(text)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Code != text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note == null).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.Code == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Region == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CountryCode == text).ToList();")]
    [InlineData("var a = db.Employees.Where(e => e.Grade == 3).ToList();")]
    [InlineData("var a = db.Employees.Where(e => e.PayLevel == 3).ToList();")]
    [InlineData("var a = db.Settings.First(s => s.Name == text);")]
    [InlineData("IQueryable<Order> q = db.Orders; if (text != \"\") q = q.Where(o => o.CustomerId == 3); var a = q.Where(o => o.Code == text).ToList();")]
    [InlineData("var q = db.Orders.Where(o => o.Code == text); if (text != \"\") q = q.Where(o => o.CustomerId == 3); var a = q.ToList();")]
    [InlineData("var q = db.Orders.Where(o => o.Code == text); if (text != \"\") q = q.Mine(); var a = q.ToList();")]
    [InlineData("var q = db.Orders.Where(o => o.Open); if (text != \"\") q = q.Where(o => o.Code == text); var a = q.ToList();")]
    [InlineData("var q = db.Orders.Where(o => o.Code == text); q = db.Orders.Where(o => o.CustomerId == 3); var a = q.ToList();")]
    [InlineData("var a = db.Orders.GroupBy(o => o.Code).Select(g => new { g.Key, Sum = db.Orders.Where(o => o.Code == g.Key).Sum(o => o.Id) }).ToList();")]
    [InlineData("var a = db.Orders.AsEnumerable().GroupBy(o => o.Code).Select(g => new { g.Key, Count = db.Orders.Where(o => o.Code == g.Key).Distinct().Count() }).ToList();")]
    [InlineData("var a = db.Orders.GroupBy(o => o.Code).Select(g => new { g.Key, First = db.Orders.Where(o => o.Code == g.Key).Select(o => o.Id).Single() }).ToList();")]
    [InlineData("var a = Given(db.Orders).Where(o => o.Code == text).ToList();")]
    [InlineData("var a = db.Orders.Mine().Where(o => o.Code == text).ToList();")]
    [InlineData("System.Linq.Expressions.Expression<Func<Order, bool>> mine = o => o.CustomerId == 3; var a = db.Orders.Where(mine).Where(o => o.Code == text).ToList();")]
    [InlineData("var a = db.Customers.Where(c => c.Orders.Any(o => o.Code == text)).ToList();")]
    public Task StaysSilent_when_an_index_is_there_or_would_not_help(string statements) => Verify.SilentAsync(InMethod(statements));

    [Theory]
    [InlineData("var a = await db.Orders.OrderByDescending(o => [|o.Ordered|]).Take(10).ToListAsync();")]
    [InlineData("var a = db.Orders.AsNoTracking().OrderBy(o => [|o.Code|]).ThenBy(o => o.Id).Select(o => o.Id).Take(10).ToArray();")]
    [InlineData("var q = from o in db.Orders orderby [|o.Ordered|] descending select new { o.Id, o.Code }; var a = await q.Take(ids[0]).ToDictionaryAsync(o => o.Id, o => o.Code);")]
    [InlineData("var a = db.Orders.OrderByDescending(o => [|o.Ordered|]).FirstOrDefault();")]
    public Task Reports_the_first_rows_of_a_table_by_a_column(string statements) => Verify.ReportsAsync(InMethod(statements));

    [Theory]
    [InlineData("var a = await db.Orders.OrderByDescending(o => o.Id).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Orders.OrderBy(o => o.Shop).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Orders.OrderBy(o => o.Ordered).ToListAsync();")]
    [InlineData("var a = await db.Orders.OrderBy(o => o.Ordered).Skip(20).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Orders.Take(10).OrderBy(o => o.Ordered).ToListAsync();")]
    [InlineData("var a = await db.Orders.Where(o => o.CustomerId == 3).OrderBy(o => o.Ordered).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Orders.OrderBy(o => o.State).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Orders.OrderBy(o => o.Customer.Name).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Themes.OrderBy(t => t.Created).Take(10).ToListAsync();")]
    [InlineData("var a = await db.Employees.OrderByDescending(e => e.CostCentre).Take(10).ToListAsync();")]
    [InlineData("IQueryable<Order> q = db.Orders; q = text == \"x\" ? q.OrderBy(o => o.Ordered) : q.OrderBy(o => o.Code); var a = q.Take(10).ToList();")]
    [InlineData("var a = db.Orders.GroupBy(o => o.CustomerId).Select(g => g.OrderBy(o => o.Ordered).First()).Take(10).ToList();")]
    public Task StaysSilent_when_an_order_is_kept_or_some_rows_are_sorted(string statements) => Verify.SilentAsync(InMethod(statements));

    [Theory]
    [InlineData("foreach (var type in model.Model.GetEntityTypes()) type.AddIndex(type.FindProperty(\"Code\")!);")]
    [InlineData("model.Entity<Order>().HasIndex(Environment.MachineName);")]
    [InlineData("model.Entity(typeof(Order)).HasIndex(\"Code\");")]
    [InlineData("model.Entity<Order>(b => b.HasIndex(o => new { o.Code, o.Open }).HasFilter(\"x\"));")]
    [InlineData("Database.ExecuteSqlRaw(\"create index IX on Orders (Code)\");")]
    [InlineData("model.Entity<Order>().ToView(\"open_orders\");")]
    [InlineData("model.Entity<Order>().ToTable(\"vw_Orders\");")]
    [InlineData("model.Entity<Order>().ToTable(\"vwOrders\", \"sales\");")]
    public Task StaysSilent_when_more_indexes_are_made(string model) => Verify.SilentAsync(InMethod("var a = db.Orders.First(o => o.Code == text);", model));

    [Fact]
    public Task StaysSilent_when_migrations_are_written_by_hand() => Verify.SilentAsync(InMethod("var a = db.Orders.First(o => o.Code == text);") + """

        public class Indexes
        {
            public void Add(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migration) => migration.CreateIndex("IX_Orders", "Orders", "Code");
        }
        """);

    /// <summary>What a migration says beside the model is not in its snapshot.</summary>
    [Theory]
    [InlineData("migrationBuilder.CreateIndex(name: \"ix\", table: \"orders\", column: \"code\");", false)]
    [InlineData("migrationBuilder.CreateIndex(name: \"ix\", table: \"Orders\", columns: new[] { \"Code\", \"Shop\" });", false)]
    [InlineData("migrationBuilder.CreateIndex(name: \"ix\", table: \"Orders\", columns: new[] { \"Shop\", \"Code\" });", true)]
    [InlineData("migrationBuilder.CreateIndex(name: \"ix\", table: \"Customers\", column: \"Code\");", true)]
    public Task Knows_indexes_that_only_a_migration_makes(string made, bool isReported) => Verify.ReportsAsync(
        InMethod($"var a = db.Orders.First(o => {(isReported ? "[|o.Code|]" : "o.Code")} == text);") + $$"""

        public class ByHand : Microsoft.EntityFrameworkCore.Migrations.Migration
        {
            protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder) { {{made}} }
        }

        public class ShopSnapshot : Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot
        {
            protected override void BuildModel(ModelBuilder modelBuilder) { modelBuilder.Entity("Order", b => { b.HasKey("Id"); }); }
        }
        """);

    [Fact]
    public Task StaysSilent_when_a_base_class_configures_it() => Verify.SilentAsync(InMethod("var a = db.Orders.First(o => o.Code == text);") + """

        public abstract class Configuration<T> : IEntityTypeConfiguration<T> where T : class { public virtual void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> b) => b.HasIndex("Code"); }
        """);

    [Fact]
    public Task Fixes_in_the_context() => Verify.FixSinglyAsync(
        InMethod("var a = db.Orders.First(o => [|o.Code|] == text);"),
        InMethod("var a = db.Orders.First(o => o.Code == text);", "model.Entity<Order>().HasIndex(o => o.Code);"),
        "PERF2014.AddIndex");

    [Fact]
    public Task Fixes_in_the_configuration_of_the_entity()
    {
        const string configuration = """

            public class OrderConfiguration : IEntityTypeConfiguration<Order>
            {
                public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order> builder)
                {
                    builder.ToTable("Orders");
            {0}    }
            }
            """;
        return Verify.FixSinglyAsync(
            InMethod("var a = db.Orders.First(o => [|o.Code|] == text);") + configuration.Replace("{0}", "", StringComparison.Ordinal),
            InMethod("var a = db.Orders.First(o => o.Code == text);") + configuration.Replace("{0}", "        builder.HasIndex(o => o.Code);\n", StringComparison.Ordinal),
            "PERF2014.AddIndex");
    }

    [Fact]
    public Task Fixes_by_an_attribute_where_the_model_has_attributes() => Verify.FixSinglyAsync(
        Attributed("[Index(nameof(Number))]\npublic class Visit", "var a = db.Visits.First(v => [|v.Page|] == text);"),
        Attributed("[Index(nameof(Page))]\n[Index(nameof(Number))]\npublic class Visit", "var a = db.Visits.First(v => v.Page == text);"),
        "PERF2014.AddIndex");

    private static string Attributed(string head, string statement) => $$"""
        using Microsoft.EntityFrameworkCore;

        {{head}}
        {
            public int Id { get; set; }
            public int Number { get; set; }
            public string Page { get; set; } = "";
            public DateTime At { get; set; }
        }

        public class Site : DbContext
        {
            public DbSet<Visit> Visits => Set<Visit>();
        }

        public class Service
        {
            public void Run(Site db, string text)
            {
                {{statement}}
            }
        }
        """;

    private static string InMethod(string statements, string model = "") => $$"""
        using Microsoft.EntityFrameworkCore;

        public enum State { Open, Closed }
        public class Setting { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; } = new(); }

        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public int Shop { get; set; }
            public bool Open { get; set; }
            public State State { get; set; }
            public int Number { get; set; }
            public string Code { get; set; } = "";
            public string Reference { get; set; } = "";
            public string Region { get; set; } = "";
            public string CountryCode { get; set; } = "";
            public string? Note { get; set; }
            public DateTime Ordered { get; set; }
        }

        public class Theme { public int Id { get; set; } public string Name { get; set; } = ""; public DateTime Created { get; set; } public DateTime LastModified { get; set; } }

        public class Employee { public int Id { get; set; } public string CostCentre { get; set; } = ""; public int Grade { get; set; } public int? PayLevel { get; set; } }

        public class ShopContext : DbContext
        {
            public DbSet<Employee> Employees => Set<Employee>();
            public DbSet<Theme> Themes => Set<Theme>();
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Setting> Settings => Set<Setting>();

            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Order>().HasIndex(o => new { o.Reference, o.Shop });
                model.Entity<Order>(b => b.HasIndex(o => o.Shop).IsUnique());
        {{(model.Length == 0 ? "" : "        " + model + "\n")}}    }
        }

        public static class OrderQueries { public static IQueryable<Order> Coded(this IQueryable<Order> orders, string code) => orders.Where(o => o.Code == code); public static IQueryable<Order> Mine(this IQueryable<Order> orders) => orders.Where(o => o.CustomerId == 3); }

        public class Service
        {
            private readonly ShopContext db = new();

            private IQueryable<Order> All() => db.Orders.AsNoTracking().Include(o => o.Customer);

            private IQueryable<Order> Of(int customer) => db.Orders.Where(o => o.CustomerId == customer);

            private static IQueryable<Order> Given(IQueryable<Order> orders) => orders;

            public async Task Run(string text, DateTime day, List<int> ids)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;
}
