using PerfAnalyzers.Tests.Rules.DataAccess;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.Asynchrony.ConcurrentDbContextAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

public sealed class ConcurrentDbContextTests
{
    [Theory]
    [InlineData("await Task.WhenAll(db.Orders.ToListAsync(token), db.Customers.[|ToListAsync(token)|]);")]
    [InlineData("await Task.WhenAll(new Task[] { db.Orders.ToListAsync(token), db.Orders.[|CountAsync(token)|] });")]
    [InlineData("var a = db.Orders.ToListAsync(token); var b = db.Customers.[|ToListAsync(token)|]; await Task.WhenAll(a, b);")]
    [InlineData("var a = db.Orders.ToListAsync(token); var b = await db.Customers.[|ToListAsync(token)|]; await a;")]
    [InlineData("var a = db.Orders.CountAsync(token); await db.[|SaveChangesAsync(token)|]; Console.WriteLine(await a);")]
    [InlineData("_ = await Task.WhenAll(ids.Select(id => db.Orders.[|FirstAsync(o => o.Id == id, token)|]));")]
    [InlineData("_ = await Task.WhenAll(ids.Select(async id => await db.Orders.[|FirstAsync(o => o.Id == id, token)|]));")]
    [InlineData("var tasks = ids.Select(async id => await db.Orders.[|FirstAsync(o => o.Id == id, token)|]).ToList(); await Task.WhenAll(tasks);")]
    [InlineData("await Parallel.ForEachAsync(ids, token, async (id, stop) => Console.WriteLine(await db.Orders.[|CountAsync(o => o.Id == id, stop)|]));")]
    [InlineData("Parallel.ForEach(ids, id => Console.WriteLine(db.Orders.[|Count(o => o.Id == id)|]));")]
    public Task Reports_two_operations_at_once(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Fact]
    public Task Reports_a_service_that_holds_the_context_as_information() => Verify.ReportsAsync(
        Shop.InMethod("_ = await Task.WhenAll(ids.Select(id => orders1.{|#0:FindAsync(id)|}));", "private readonly Finder orders1 = null!;") + Finder,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FindAsync → FirstOrDefaultAsync", "db", "in many rounds at once"));

    [Theory]
    [InlineData("var a = await db.Orders.ToListAsync(token); var b = await db.Customers.ToListAsync(token);")]
    [InlineData("var a = db.Orders.ToListAsync(token); Console.WriteLine((await a).Count); var b = await db.Customers.ToListAsync(token);")]
    [InlineData("var other = new ShopContext(); await Task.WhenAll(db.Orders.ToListAsync(token), other.Customers.ToListAsync(token));")]
    [InlineData("await Task.WhenAll(ids.Select(async id => { using var own = new ShopContext(); await own.Orders.CountAsync(o => o.Id == id, token); }));")]
    [InlineData("await Parallel.ForEachAsync(ids, token, async (id, stop) => { await using var own = new ShopContext(); await own.Orders.CountAsync(o => o.Id == id, stop); });")]
    [InlineData("await Task.WhenAll(db.Orders.ToListAsync(token));")]
    [InlineData("await Task.WhenAny(db.Orders.ToListAsync(token), Task.Delay(5, token));")]
    [InlineData("foreach (var task in ids.Select(id => db.Orders.CountAsync(o => o.Id == id, token))) await task;")]
    [InlineData("var a = token.CanBeCanceled ? db.Orders.CountAsync(token) : db.Customers.CountAsync(token); await a;")]
    [InlineData("_ = await Task.WhenAll(ids.Select(async id => { var finder = new Finder(new ShopContext()); return await finder.FindAsync(id); }));")]
    [InlineData("_ = await Task.WhenAll(ids.Select(id => Task.FromResult(id)));")]
    public Task StaysSilent_when_one_waits_for_the_other_or_has_a_context_of_its_own(string statements) => Verify.SilentAsync(Shop.InMethod(statements) + Finder);

    private const string Finder = """

        public class Finder
        {
            private readonly ShopContext db;

            public Finder(ShopContext db) { this.db = db; }

            public async Task<Order?> FindAsync(int id) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id);
        }
        """;
}
