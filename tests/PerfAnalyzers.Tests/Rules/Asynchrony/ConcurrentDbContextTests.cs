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

    [Theory]
    [InlineData("await Task.WhenAll(OneAsync(), [|TwoAsync()|]);")]
    [InlineData("var one = OneAsync(); var two = [|TwoAsync()|]; await Task.WhenAll(one, two);")]
    [InlineData("var one = db.Orders.CountAsync(token); var two = [|TwoAsync()|]; await Task.WhenAll(one, two);")]
    [InlineData("await Task.WhenAll(CountAsync(db), [|CountAsync(db)|]);")]
    [InlineData("await Task.WhenAll(finder.FindAsync(1), finder.[|FindAsync(2)|]);")]
    public Task Reports_two_methods_at_once_that_use_one_context(string statements) => Verify.ReportsAsync(Shop.InMethod(statements, Members) + Finder);

    [Theory]
    [InlineData("await OneAsync(); await TwoAsync();")]
    [InlineData("var one = OneAsync(); await one; var two = TwoAsync(); await two;")]
    [InlineData("await Task.WhenAll(CountAsync(db), CountAsync(new ShopContext()));")]
    [InlineData("await Task.WhenAll(finder.FindAsync(1), other.FindAsync(2));")]
    [InlineData("await Task.WhenAll(OneAsync(), FreshAsync());")]
    [InlineData("await Task.WhenAll(FreshAsync(), FreshAsync());")]
    [InlineData("await Task.WhenAll(MadeAsync(), MadeAsync());")]
    [InlineData("await Task.WhenAll(Made.Orders.CountAsync(token), Made.Customers.CountAsync(token));")]
    public Task StaysSilent_when_the_methods_use_contexts_of_their_own(string statements) => Verify.SilentAsync(Shop.InMethod(statements, Members) + Finder);

    private const string Members = """
        private readonly Finder finder = null!;
        private readonly Finder other = null!;
        private ShopContext Made => new ShopContext();
        private async Task<int> OneAsync() => await db.Orders.CountAsync();
        private async Task<int> TwoAsync() => await TwiceAsync();
        private async Task<int> TwiceAsync() => await db.Customers.CountAsync();
        private async Task<int> MadeAsync() => await Made.Customers.CountAsync();
        private static async Task<int> CountAsync(ShopContext given) => await given.Orders.CountAsync();
        private static async Task<int> FreshAsync() { using var own = new ShopContext(); return await own.Orders.CountAsync(); }
        """;

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
