using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.TrackedReadOnlyQueryAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.TrackedReadOnlyQueryFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class TrackedReadOnlyQueryTests
{
    [Theory]
    [InlineData("foreach (var o in db.Orders.[|ToList()|]) Console.WriteLine(o.Id);")]
    [InlineData("var c = await db.Customers.Where(c => c.Id > 3).[|FirstOrDefaultAsync(token)|]; Console.WriteLine(c?.Name);")]
    [InlineData("foreach (var o in await db.Orders.Include(o => o.Customer).[|ToListAsync(token)|]) Console.WriteLine(o.Customer!.Name);")]
    public Task Reports_rows_that_are_only_read(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var o in db.Orders.AsNoTracking().ToList()) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in db.Orders.AsTracking().ToList()) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in db.Orders.ToList()) { Console.WriteLine(o.Id); o.State = State.Closed; }")]
    [InlineData("foreach (var o in db.Orders.ToList()) Console.WriteLine(o.Id); db.SaveChanges();")]
    [InlineData("var c = db.Customers.First(); db.Add(new Order { CustomerId = c.Id });")]
    [InlineData("foreach (var o in db.Orders.ToList()) { Console.WriteLine(o.Id); db.Remove(o); }")]
    [InlineData("foreach (var o in db.Orders.ToList()) Keep(o);")]
    [InlineData("var o = db.Orders.Include(x => x.Customer).First(); Keep(o.Customer!);")]
    [InlineData("orders = db.Orders.ToList();")]
    [InlineData("foreach (var n in db.Orders.Select(o => new { o.Id }).ToList()) Console.WriteLine(n.Id);")]
    [InlineData("foreach (var o in db.Orders.ToList()) Console.WriteLine(o.Customer!.Name);")]
    [InlineData("db.Customers.Load(); foreach (var o in db.Orders.ToList()) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in orders.ToList()) Console.WriteLine(o.Id);")]
    public Task StaysSilent_when_tracking_may_matter(string statements) => Verify.SilentAsync(Shop.InMethod(statements, "private void Keep(object row) { }"));

    [Theory]
    [InlineData("Setting", false)]
    [InlineData("Payment", true)]
    public Task StaysSilent_for_the_few_rows_of_a_list(string entity, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class {{entity}} { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class Db : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public class Printer
        {
            public void Print(Db db) { foreach (var row in db.All.{{(isReported ? "[|ToList()|]" : "ToList()")}}) Console.WriteLine(row.Text); }
        }
        """);

    [Fact]
    public Task StaysSilent_when_it_is_decided_for_the_context() => Verify.SilentAsync(
        Shop.InMethod("foreach (var o in db.Orders.ToList()) Console.WriteLine(o.Id);")
            + "\npublic static class Setup { public static void Use(DbContextOptionsBuilder o) => o.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking); }");

    [Theory]
    [InlineData("foreach (var o in db.Orders.[|ToList()|]) Console.WriteLine(o.Id);", "foreach (var o in db.Orders.AsNoTracking().ToList()) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in db.Orders.Include(o => o.Customer).[|ToList()|]) Console.WriteLine(o.Id);", "foreach (var o in db.Orders.Include(o => o.Customer).AsNoTrackingWithIdentityResolution().ToList()) Console.WriteLine(o.Id);")]
    public Task Fixes_by_leaving_tracking_out(string before, string after) => Verify.FixSinglyAsync(Shop.InMethod(before), Shop.InMethod(after), "PERF2012.LeaveOutTracking");

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.[|ToListAsync()|];")]
    [InlineData("[HttpGet] public async Task<ActionResult<Order>> One(int id) { var order = await db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|]; return order is null ? NotFound() : order; }")]
    [InlineData("[HttpGet] public async Task<IActionResult> Some(int customer) { var orders = await db.Orders.Where(o => o.CustomerId == customer).[|ToListAsync()|]; return Ok(orders); }")]
    public Task Reports_rows_that_an_endpoint_answers_with(string members) => Verify.ReportsAsync(WebShop.InController(members));

    [Theory]
    [InlineData("public Task<List<Order>> Loaded() => Task.FromResult(new List<Order>()); private Task<List<Order>> All() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public async Task<List<Order>> All() { await db.Orders.Where(o => o.CustomerId == 3).LoadAsync(); return await db.Orders.ToListAsync(); }")]
    [InlineData("[HttpPost] public async Task<Order> Close(int id) { var order = await db.Orders.FirstAsync(o => o.Id == id); order.State = State.Closed; await db.SaveChangesAsync(); return order; }")]
    [InlineData("[HttpGet] public async Task<IActionResult> One(int id) { Order Find() => db.Orders.First(o => o.Id == id); await Task.Yield(); return Ok(Find()); }")]
    public Task StaysSilent_when_rows_are_handed_out_or_connected(string members) => Verify.SilentAsync(WebShop.InController(members));

    [Fact]
    public Task OffersNoFix_when_the_call_is_no_chain() => Verify.NoFixAsync(Shop.InMethod("foreach (var o in Enumerable.[|ToList(db.Orders)|]) Console.WriteLine(o.Id);"));
}
