using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.OverFetchAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.OverFetchFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class OverFetchTests
{
    [Theory]
    [InlineData("foreach (var o in await db.Orders.[|ToListAsync(token)|]) Console.WriteLine(o.Id);")]
    [InlineData("var all = db.Orders.[|ToList()|]; foreach (var o in all) Console.WriteLine(o.Id + all.Count);")]
    [InlineData("var all = db.Orders.[|ToList()|]; var names = all.Select(o => o.CustomerName.ToUpper()).ToList(); Console.WriteLine(all.Any(o => o.Id == 3));")]
    [InlineData("var all = db.Orders.[|ToArray()|]; for (var i = 0; i < all.Length; i++) Console.WriteLine(all[i].Id);")]
    [InlineData("var all = db.Orders.[|ToList()|]; var first = all.OrderBy(o => Math.Abs(o.Id)).FirstOrDefault(); if (first != null) Console.WriteLine(first.CustomerName);")]
    public Task Reports_lists_of_which_little_is_read(string statements) =>
        Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) o.State = State.Closed;")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) { Console.WriteLine(o.Id); db.Remove(o); }")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.Id + o.CustomerId + o.CustomerName + o.Price);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.Customer!.Name);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.LastDigit);")]
    [InlineData("foreach (var o in await db.Orders.Take(3).ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in await db.Orders.Where(o => o.Id == 3).ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in await db.Orders.Include(o => o.Customer).ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var c in await db.Customers.ToListAsync(token)) Console.WriteLine(c.Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); foreach (var o in all) Console.WriteLine(o.Id); Keep(all);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var byId = all.ToDictionary(o => o.Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var odd = all.Where(o => o.Id % 2 == 1).ToList(); orders.AddRange(odd);")]
    [InlineData("var ids2 = (await db.Orders.ToListAsync(token)).Select(o => o.Id).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); Console.WriteLine(all.Count);")]
    [InlineData("orders = await db.Orders.ToListAsync(token); foreach (var o in orders) Console.WriteLine(o.Id);")]
    [InlineData("Func<List<Order>> f = () => db.Orders.ToList();")]
    public Task StaysSilent_when_more_is_done_with_the_rows(string statements) => Verify.SilentAsync(Shop.InMethod(statements, "private void Keep(List<Order> list) { }"));

    [Theory]
    [InlineData("foreach (var o in await db.Orders.AsNoTracking().[|ToListAsync(token)|])\n    Console.WriteLine(o.Id + o.CustomerName);", "foreach (var o in await db.Orders.AsNoTracking().Select(o => new { o.Id, o.CustomerName }).ToListAsync(token))\n    Console.WriteLine(o.Id + o.CustomerName);")]
    [InlineData("var all = await db.Orders\n    .AsNoTracking()\n    .[|ToListAsync(token)|];\nforeach (var order in all)\n    Console.WriteLine(order.Id);", "var all = await db.Orders\n    .AsNoTracking()\n    .Select(o => new { o.Id })\n    .ToListAsync(token);\nforeach (var order in all)\n    Console.WriteLine(order.Id);")]
    public Task Fixes_by_selecting_what_is_read(string before, string after) => Verify.FixAsync(Shop.InMethod(before), Shop.InMethod(after));

    [Fact]
    public Task Fixes_singly_what_the_context_may_have_changed() => Verify.FixSinglyAsync(
        Shop.InMethod("foreach (var row in db.Orders.[|ToList()|]) Console.WriteLine(row.Id);"),
        Shop.InMethod("foreach (var row in db.Orders.Select(o => new { o.Id }).ToList()) Console.WriteLine(row.Id);"),
        "PERF2011.SelectStoredColumns");

    [Theory]
    [InlineData("List<Order> all = db.Orders.[|ToList()|]; foreach (var o in all) Console.WriteLine(o.Id);")]
    [InlineData("foreach (Order o in db.Orders.[|ToList()|]) Console.WriteLine(o.Id);")]
    public Task OffersNoFix_when_the_type_is_written(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));
}
