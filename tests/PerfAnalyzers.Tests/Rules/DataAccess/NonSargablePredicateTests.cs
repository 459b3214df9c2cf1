using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.NonSargablePredicateAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.NonSargablePredicateFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class NonSargablePredicateTests
{
    [Theory]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.Date == day|]).ToList();")]
    [InlineData("var a = await db.Orders.CountAsync(o => [|o.Ordered.Year == 2024|]);")]
    [InlineData("var a = await db.Orders.FirstOrDefaultAsync(o => [|o.Code.ToLower() == text|]);")]
    [InlineData("var a = db.Orders.Where(o => o.Open && [|o.Code.ToUpper().Equals(text)|]).ToList();")]
    [InlineData("var a = db.Orders.Any(o => [|o.Id.ToString() == text|]);")]
    [InlineData("var a = db.Orders.Where(o => [|o.CustomerId + 1 > id|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|id < o.CustomerId * 2|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.AddDays(3) < day|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Shipped.Value.Date == day|]).ToList();")]
    [InlineData("var q = db.Orders.Where(o => [|o.Ordered.Date == day|]); var a = q.OrderBy(o => o.Id).ToList();")]
    [InlineData("var q = db.Orders.Where(o => [|o.Ordered.Date == day|]); var a = q.OrderBy(o => o.Id).OnPage(id).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Code.Trim().StartsWith(text)|]).ToList();")]
    [InlineData("var a = await (from o in db.Orders where [|o.Ordered.Date == day|] select o.Id).SumAsync();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.Date == day|]).Average(o => o.Id);")]
    [InlineData("IQueryable<Order> q = db.Orders; q = q.Where(o => [|o.Ordered.Date == day|]); if (id > 0) q = q.Where(o => o.Open); var a = q.ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Code.EndsWith(text)|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|EF.Functions.Like(o.Code, \"%\" + text)|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|EF.Functions.Like(o.Code, $\"%-{text}\")|]).ToList();")]
    [InlineData("var pattern = \"%\" + text; var a = db.Orders.Count(o => [|EF.Functions.Like(o.Code, pattern)|]);")]
    [InlineData("IQueryable<Order> Of() => db.Orders.Where(o => [|o.Ordered.Date == day|]); Console.WriteLine(Of());")]
    [InlineData("IQueryable<Order> Of() => from o in db.Orders where [|o.Ordered.Year == id|] select o; Console.WriteLine(Of());")]
    [InlineData("var a = db.Orders.Where(o => o.Open == true && [|o.Paid.Date == day|]).ToList();")]
    public Task Reports_what_is_computed_from_an_indexed_column(string statements) => Verify.ReportsAsync(InMethod(statements));

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.Ordered >= day && o.Ordered < day.AddDays(1)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Paid.Date == day).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Ordered.Date == day).OfCustomer(id).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note.ToLower() == text).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Ordered.Date == day).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Id == id && o.Code.ToLower() == text).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.Ordered.Date == day).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note.EndsWith(text)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Open == true && o.CustomerId == id && o.Paid.Date == day).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Code == text && o.Paid.Date == day).ToList();")]
    [InlineData("var a = db.Orders.OfDay(day).OfCustomer(id).ToList();")]
    [InlineData("var a = db.Orders.Where(o => EF.Functions.Like(o.Code, \"%\" + text + \"%\")).ToList();")]
    [InlineData("var a = db.Orders.Where(o => EF.Functions.Like(o.Code, $\"%{text}%\")).ToList();")]
    [InlineData("var a = db.Orders.Where(o => EF.Functions.Like(o.Code, text)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => EF.Functions.Like(o.Code, text + \"%\")).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Code.EndsWith(text)).ToList();")]
    [InlineData("IQueryable<Order> Of() => db.Orders.Where(o => o.Ordered >= day); Console.WriteLine(Of());")]
    [InlineData("IQueryable<Order> Of() => db.Orders.Where(o => o.CustomerId == id && o.Ordered.Date == day); Console.WriteLine(Of());")]
    [InlineData("var a = db.Orders.Where(o => o.Code.Contains(text)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Code.ToLower().Contains(text)).ToList();")]
    [InlineData("var a = db.Orders.Select(o => o.Ordered.Date).ToList();")]
    [InlineData("var a = db.Orders.OrderBy(o => o.Ordered.Date).ToList();")]
    [InlineData("var a = new List<Order>().AsQueryable().Where(o => o.Ordered.Date == day).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id + 1).ToList();")]
    [InlineData("IQueryable<Order> q = db.Orders; if (id > 0) q = q.Where(o => o.CustomerId == id); var a = q.Where(o => o.Ordered.Date == day).ToList();")]
    public Task StaysSilent_when_an_index_can_be_searched_or_there_is_none(string statements) => Verify.SilentAsync(InMethod(statements));

    [Theory]
    [InlineData("Voucher", true)]
    [InlineData("ConnectorConfiguration", false)]
    [InlineData("Country", false)]
    [InlineData("Tenant", true)]
    [InlineData("VoucherCode", true)]
    [InlineData("LocalizedProperty", true)]
    public Task StaysSilent_when_the_table_has_few_rows(string entity, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        [Index(nameof(Code), IsUnique = true)]
        public class {{entity}} { public int Id { get; set; } public string Code { get; set; } = ""; }
        public class ShopContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public class Service
        {
            public Task<{{entity}}?> FindAsync(ShopContext db, string code) => db.All.FirstOrDefaultAsync(a => {{(isReported ? "[|a.Code.ToLower() == code|]" : "a.Code.ToLower() == code")}});
        }
        """);

    [Theory]
    [InlineData("var start = day.Date;\nvar a = db.Orders.Where(o => [|o.Ordered.Date == start|]).ToList();", "var start = day.Date;\nvar a = db.Orders.Where(o => o.Ordered >= start && o.Ordered < start.AddDays(1)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.Date <= DateTime.Today|]).ToList();", "var a = db.Orders.Where(o => o.Ordered < DateTime.Today.AddDays(1)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|day.Date < o.Ordered.Date|]).ToList();", "var a = db.Orders.Where(o => o.Ordered >= day.Date.AddDays(1)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.Date >= day.Date|] && o.Open).ToList();", "var a = db.Orders.Where(o => o.Ordered >= day.Date && o.Open).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Shipped!.Value.Date < day.Date|]).ToList();", "var a = db.Orders.Where(o => o.Shipped!.Value < day.Date).ToList();")]
    [InlineData("var a = (from o in db.Orders\n         where [|o.Ordered.Date == day.Date|] // of one day\n         select o.CustomerId).ToList();", "var a = (from o in db.Orders\n         where o.Ordered >= day.Date && o.Ordered < day.Date.AddDays(1) // of one day\n         select o.CustomerId).ToList();")]
    public Task Fixes_by_comparing_with_the_range_of_the_day(string before, string after) =>
        Verify.FixAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task Fixes_singly_what_is_right_for_days_only() => Verify.FixSinglyAsync(
        InMethod("var a = db.Orders.Where(o => [|o.Ordered.Date == day|]).ToList();"),
        InMethod("var a = db.Orders.Where(o => o.Ordered >= day && o.Ordered < day.AddDays(1)).ToList();"),
        "PERF2015.CompareRangeOfDay");

    [Theory]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.Date == Day()|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Code.ToLower() == text|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.CustomerId + 1 > id|]).ToList();")]
    [InlineData("var a = db.Orders.Where(o => [|o.Ordered.Year == id|]).ToList();")]
    public Task OffersNoFix_when_there_is_no_exact_form(string statements) => Verify.NoFixAsync(InMethod(statements));

    private static string InMethod(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Customer { public int Id { get; set; } public List<Order> Orders { get; } = new(); }

        [Index(nameof(Ordered)), Index(nameof(Code), nameof(Open)), Index(nameof(Open), nameof(Paid))]
        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public bool Open { get; set; }
            public string Code { get; set; } = "";
            public string Note { get; set; } = "";
            public DateTime Ordered { get; set; }
            public DateTime Paid { get; set; }
            public DateTime? Shipped { get; set; }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder model) => model.Entity<Order>().HasIndex(o => o.Shipped);
        }

        public static class Queries
        {
            public static IQueryable<T> OnPage<T>(this IQueryable<T> all, int page) => all.Skip(page * 30).Take(30);
            public static IQueryable<Order> OfDay(this IQueryable<Order> all, DateTime day) => all.Where(o => o.Ordered.Date == day);
            public static IQueryable<Order> OfCustomer(this IQueryable<Order> all, int id) => all.Where(o => o.CustomerId == id);
        }

        public class Service
        {
            private readonly ShopContext db = new();

            private static DateTime Day() => DateTime.Today;

            public async Task Run(int id, string text, DateTime day)
            {
                await Task.Yield();
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
