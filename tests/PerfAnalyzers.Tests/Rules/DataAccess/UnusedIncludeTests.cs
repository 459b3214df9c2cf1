using Missing = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.LazyNavigationInLoopAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.LazyNavigationInLoopFix>;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.UnusedIncludeAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.UnusedIncludeFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class UnusedIncludeTests
{
    [Theory]
    [InlineData("foreach (var o in db.Orders.[|Include(o => o.Customer)|].ToList()) Console.WriteLine(o.Id);")]
    [InlineData("var o = await db.Orders.[|Include(o => o.Customer)|].ThenInclude(c => c.Region).Include(o => o.Courier).FirstAsync(token); Console.WriteLine(o.Id + o.Courier!.Name);")]
    [InlineData("var q = db.Orders.[|Include(\"Lines\")|].Where(o => o.Id > 3); foreach (var o in q.ToList()) Console.WriteLine(o.Id);")]
    [InlineData("var o = await db.Orders.[|Include(o => o.Lines)|].FirstAsync(token); o.Priority = 3; await db.SaveChangesAsync(token);")]
    [InlineData("foreach (var o in db.Orders.[|Include(o => o.Customer)|].Where(o => o.Id > 3).ToList()) o.Priority++; db.SaveChanges();")]
    public Task Reports_navigations_that_nobody_reads(string statements) => Verify.ReportsAsync(LazyShop.WithoutLazyLoading(statements));

    [Theory]
    [InlineData("foreach (var o in db.Orders.Include(o => o.Customer).ToList()) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in db.Orders.Include(o => o.Customer).ToList()) Console.WriteLine(o);")]
    [InlineData("foreach (var o in db.Orders.Include(o => o.Customer).ToList()) Print(o);")]
    [InlineData("foreach (var o in db.Orders.Include(o => o.Customer).ToList()) { if (o.Id > 3) Console.WriteLine(o.Customer.Name); }")]
    [InlineData("foreach (var o in db.Orders.Include(o => o.Lines).ToList()) Console.WriteLine(o.Total);")]
    [InlineData("var o = db.Orders.Include(o => o.Lines).First(); var copy = new OrderDto(o);")]
    [InlineData("var all = db.Orders.Include(o => o.Customer).ToList(); foreach (var o in all) Console.WriteLine(o.Id); db.SaveChanges();")]
    [InlineData("var o = db.Orders.Include(o => o.Customer).First(); o.CustomerId = 3; db.SaveChanges();")]
    [InlineData("var o = db.Orders.Include(o => o.Lines).First(); o.Priority = 3; db.Remove(o); db.SaveChanges();")]
    [InlineData("var o = db.Orders.Include(o => o.Lines).First(); o.Priority = 3; Print(o); db.SaveChanges();")]
    [InlineData("var c = db.Customers.First(); foreach (var o in db.Orders.Include(o => o.Customer).ToList()) Console.WriteLine(o.Id + c.Orders.Count);")]
    [InlineData("var a = db.Orders.Include(o => o.Customer).Where(o => o.Id > 3).Select(o => o.Id).ToList();")]
    public Task StaysSilent_when_somebody_may_read_them(string statements) => Verify.SilentAsync(LazyShop.WithoutLazyLoading(statements, "private void Print(Order o) { }"));

    [Theory]
    [InlineData("foreach (var o in db.Orders.[|Include(o => o.Customer)|].ToList())\n    Console.WriteLine(o.Id);", "foreach (var o in db.Orders.ToList())\n    Console.WriteLine(o.Id);")]
    [InlineData("var all = db.Orders\n    .[|Include(o => o.Customer)|]\n        .ThenInclude(c => c.Region)\n    .Where(o => o.Id > 3)\n    .ToList();\nforeach (var o in all)\n    Console.WriteLine(o.Id);", "var all = db.Orders\n    .Where(o => o.Id > 3)\n    .ToList();\nforeach (var o in all)\n    Console.WriteLine(o.Id);")]
    public async Task Fixes_by_taking_it_away_and_nobody_misses_it(string before, string after)
    {
        await Verify.FixAsync(LazyShop.WithoutLazyLoading(before), LazyShop.WithoutLazyLoading(after));
        await Missing.SilentAsync(LazyShop.WithoutLazyLoading(after));
    }

    [Theory]
    [InlineData("foreach (var o in db.Orders.[|Include(o => o.Customer /* who */)|].ToList()) Console.WriteLine(o.Id);")]
    public Task OffersNoFix_when_a_comment_would_go(string statements) => Verify.NoFixAsync(LazyShop.WithoutLazyLoading(statements));

    /// <summary>What one rule asks to be included the other must not take away again.</summary>
    [Fact]
    public async Task StaysSilent_when_another_rule_has_asked_for_it()
    {
        const string before = "foreach (var o in db.Orders.ToList())\n    Console.WriteLine(o.[|Customer|].Name);";
        const string after = "foreach (var o in db.Orders.Include(o2 => o2.Customer).ToList())\n    Console.WriteLine(o.Customer.Name);";
        await Missing.ReportsAsync(LazyShop.InMethod(before));
        await Verify.SilentAsync(LazyShop.InMethod(after));
    }
}
