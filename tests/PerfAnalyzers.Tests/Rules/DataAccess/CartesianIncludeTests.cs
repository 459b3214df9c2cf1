using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.CartesianIncludeAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.CartesianIncludeFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class CartesianIncludeTests
{
    [Theory]
    [InlineData("var a = await db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|].ToListAsync();")]
    [InlineData("var a = db.Orders.Include(\"Lines\").[|Include(\"Payments\")|].ToArray();")]
    [InlineData("var a = db.Orders.Include(o => o.Customer).ThenInclude(c => c.Orders).[|Include(o => o.Payments)|].ToList();")]
    [InlineData("var a = db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).Include(c => c.Orders).[|ThenInclude(o => o.Payments)|].ToList();")]
    [InlineData("var q = db.Orders.Include(o => o.Lines); var a = q.[|Include(o => o.Payments)|].Where(o => o.CustomerId == id).ToList();")]
    [InlineData("var a = WithAll().Where(o => o.CustomerId == id).[|ToList()|];")]
    [InlineData("var a = All.Where(o => o.CustomerId == id).[|ToList()|];")]
    [InlineData("var a = All.Include(o => o.Refunds).[|ToList()|];")]
    [InlineData("var q = db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|]; var a = id > 3 ? q.Where(o => o.Id > id).ToList() : q.ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines.Where(l => l.Id > 3)).[|Include(o => o.Payments)|].Skip(3).Take(100).ToList();")]
    [InlineData("static IQueryable<Order> With(IQueryable<Order> of, bool all) => of.Include(o => o.Lines).Include(o => o.Payments); var a = With(db.Orders.Where(o => o.CustomerId == id), true).OrderBy(o => o.Id).[|ToList()|];")]
    [InlineData("static IQueryable<Order> With(IQueryable<Order> of) => of.Include(o => o.Lines).Include(o => o.Payments); await foreach (var o in With(db.Orders).OrderBy(o => o.Id).Take(250).[|AsAsyncEnumerable()|]) Console.WriteLine(o.Id);")]
    [InlineData("await foreach (var o in db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|].AsAsyncEnumerable()) Console.WriteLine(o.Id);")]
    public Task Reports_collections_side_by_side(string statements) => Verify.ReportsAsync(InMethod(statements));

    [Theory]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToList();")]
    [InlineData("var a = db.Orders.AsSingleQuery().Include(o => o.Lines).Include(o => o.Payments).ToList();")]
    [InlineData("var a = WithAll().AsSplitQuery().ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Lines).ThenInclude(l => l.Product).ToList();")]
    [InlineData("var a = db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).First(o => o.Id == id);")]
    [InlineData("var a = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).SingleOrDefaultAsync(o => o.Id == id);")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).Where(o => o.Id == id).ToList();")]
    [InlineData("IQueryable<Order> q = db.Orders.Include(o => o.Lines); if (id > 3) q = q.Include(o => o.Payments); q = q.Where(o => o.Id == id); var a = q.ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).Take(5).ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines.Take(1)).Include(o => o.Payments).ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).Select(o => o.Id).ToList();")]
    [InlineData("var path = Console.ReadLine(); var a = db.Orders.Include(path).Include(o => o.Payments).ToList();")]
    [InlineData("static IQueryable<Order> With(IQueryable<Order> of) => of.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery(); var a = With(db.Orders).ToList();")]
    [InlineData("static IQueryable<Order> Of(IQueryable<Order> first, IQueryable<Order> second) => first.Union(second); var a = Of(db.Orders.Include(o => o.Lines), db.Orders.Include(o => o.Payments)).ToList();")]
    [InlineData("await foreach (var o in db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().AsAsyncEnumerable()) Console.WriteLine(o.Id);")]
    public Task StaysSilent_when_there_is_no_product_of_many_rows(string statements) => Verify.SilentAsync(InMethod(statements));

    [Fact]
    public Task StaysSilent_when_it_is_decided_for_all_queries() => Verify.SilentAsync(
        InMethod("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToList();")
            + "\npublic static class Setup { public static void Use(DbContextOptionsBuilder o) => o.UseSqlite(\"x\", s => s.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)); }");

    [Fact]
    public Task StaysSilent_when_another_query_asks_for_one_statement() => Verify.SilentAsync(
        InMethod("var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToList(); var b = db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSingleQuery().ToList();"));

    [Theory]
    [InlineData("Option", "Where(o => o.Family == id)", false)]
    [InlineData("Option", "Where(o => o.Family > id)", true)]
    [InlineData("Unit", "Where(o => o.Family == id)", true)]
    [InlineData("Price", "Where(o => o.Family == id)", true)]
    public Task Reports_products_of_many_rows_only(string child, string rows, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Course { public int Id { get; set; } public int Family { get; set; } public List<{{child}}> Choices { get; } = new(); public List<Payment> Payments { get; } = new(); }
        public class {{child}} { public int Id { get; set; } }
        public class Payment { public int Id { get; set; } }
        public class SchoolContext : DbContext { public DbSet<Course> Courses => Set<Course>(); }

        public class Service
        {
            public Task<List<Course>> ReadAsync(SchoolContext db, int id) =>
                db.Courses.Include(c => c.Choices).{{(isReported ? "[|Include(c => c.Payments)|]" : "Include(c => c.Payments)")}}.{{rows}}.ToListAsync();
        }
        """);

    [Theory]
    [InlineData("var a = db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|].ToList();", "var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToList();")]
    [InlineData("var a = db.Orders\n    .Include(o => o.Lines)\n    .[|Include(o => o.Payments)|]\n    .ToList();", "var a = db.Orders\n    .Include(o => o.Lines)\n    .Include(o => o.Payments)\n    .AsSplitQuery()\n    .ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|].OrderBy(o => o.CustomerId).ThenBy(o => o.Id).Take(100).ToList();", "var a = db.Orders.Include(o => o.Lines).Include(o => o.Payments).OrderBy(o => o.CustomerId).ThenBy(o => o.Id).Take(100).AsSplitQuery().ToList();")]
    public Task Fixes_by_splitting_the_query(string before, string after) => Verify.FixSinglyAsync(InMethod(before), InMethod(after), "PERF2013.SplitQuery");

    [Theory]
    [InlineData("var a = db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|].Take(100).ToList();")]
    [InlineData("var a = db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|].OrderBy(o => o.CustomerId).Skip(20).Take(100).ToList();")]
    public Task OffersNoFix_when_chance_decides_which_rows_make_a_page(string statements) => Verify.NoFixAsync(InMethod(statements));

    [Fact]
    public Task Fixes_all_places_that_run_the_query() => Verify.FixSinglyAsync(
        InMethod("var q = db.Orders.Include(o => o.Lines).[|Include(o => o.Payments)|];\nvar a = id > 3 ? q.Where(o => o.Id > id).ToList() : q.ToList();"),
        InMethod("var q = db.Orders.Include(o => o.Lines).Include(o => o.Payments);\nvar a = id > 3 ? q.Where(o => o.Id > id).AsSplitQuery().ToList() : q.AsSplitQuery().ToList();"),
        "PERF2013.SplitQuery");

    private static string InMethod(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Customer { public int Id { get; set; } public List<Order> Orders { get; } = new(); }
        public class Order { public int Id { get; set; } public int CustomerId { get; set; } public Customer Customer { get; set; } = null!; public List<Line> Lines { get; } = new(); public List<Payment> Payments { get; } = new(); public List<Refund> Refunds { get; } = new(); }
        public class Line { public int Id { get; set; } public Product? Product { get; set; } }
        public class Payment { public int Id { get; set; } }
        public class Refund { public int Id { get; set; } }
        public class Product { public int Id { get; set; } }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
        }

        public class Service
        {
            private readonly ShopContext db = new();

            private IQueryable<Order> All => db.Orders.Include(o => o.Lines).Include(o => o.Payments);

            private IQueryable<Order> WithAll() => db.Orders.Include(o => o.Lines).Include(o => o.Payments);

            public async Task Run(int id)
            {
                await Task.Yield();
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
