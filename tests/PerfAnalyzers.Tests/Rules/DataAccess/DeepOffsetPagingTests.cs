using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.DeepOffsetPagingAnalyzer>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class DeepOffsetPagingTests
{
    [Theory]
    [InlineData("var n = ids.Count; var page = await db.Orders.OrderBy(o => o.Id).[|Skip(n * 20)|].Take(20).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Where(o => o.Price > 3).OrderByDescending(o => o.Ordered).[|Skip(ids.Count)|].Take(20).ToListAsync(token);")]
    [InlineData("for (var i = 0; i < 100000; i += 50) Console.WriteLine(db.Orders.OrderBy(o => o.Id).[|Skip(i)|].Take(50).ToList().Count);")]
    public Task Reports_pages_that_are_counted(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("var page = await db.Orders.OrderBy(o => o.Id).Skip(20).Take(20).ToListAsync(token);")]
    [InlineData("var last = ids.Count; var page = await db.Orders.Where(o => o.Id > last).OrderBy(o => o.Id).Take(20).ToListAsync(token);")]
    [InlineData("var one = ids[0]; var page = await db.Orders.Where(o => o.CustomerId == one).OrderBy(o => o.Id).Skip(ids.Count).Take(20).ToListAsync(token);")]
    [InlineData("var page = orders.OrderBy(o => o.Id).Skip(ids.Count).Take(20).ToList();")]
    [InlineData("var page = (ids.Count > 3 ? db.Orders.OrderBy(o => o.Ordered) : db.Orders.OrderByDescending(o => o.Ordered)).Skip(ids.Count).Take(20).ToList();")]
    [InlineData("var page = Page(db.Orders).ToList(); IQueryable<Order> Page(IQueryable<Order> query) => query.OrderBy(o => o.Id).Skip(ids.Count).Take(10);")]
    public Task StaysSilent_when_few_rows_are_left_out_or_nobody_knows(string statements) => Verify.SilentAsync(Shop.InMethod(statements));
}
