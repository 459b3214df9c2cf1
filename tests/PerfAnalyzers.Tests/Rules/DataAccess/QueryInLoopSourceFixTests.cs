using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Loops through the rows of a query: the rows are read first, which the title says.</summary>
public sealed class QueryInLoopSourceFixTests
{
    [Theory]
    [InlineData("db.Orders.Where(o => o.Id > 2)", "await db.Orders.Where(o => o.Id > 2).ToListAsync(token)")]
    [InlineData("db.Orders", "await db.Orders.ToListAsync(token)")]
    [InlineData("db.Orders.AsEnumerable().Where(o => o.Id > 2)", "db.Orders.AsEnumerable().Where(o => o.Id > 2).ToList()")]
    public Task Fixes_a_loop_through_a_query(string source, string list) => Verify.FixSinglyAsync(
        Shop.InMethod($"foreach (var order in {source})\n    Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|]);"),
        Shop.InMethod($"""
            var orders2 = {list};
            var customerIds = orders2.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
            foreach (var order in orders2)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));
            """),
        QueryInLoopFix.LoadBeforeLoopOfSequence);

    [Fact]
    public Task Awaits_the_rows_as_the_query_is_awaited() => Verify.FixSinglyAsync(
        Shop.InMethod("foreach (var order in db.Orders)\n    Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|].ConfigureAwait(false));"),
        Shop.InMethod("""
            var orders2 = await db.Orders.ToListAsync(token).ConfigureAwait(false);
            var customerIds = orders2.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token).ConfigureAwait(false);
            foreach (var order in orders2)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));
            """),
        QueryInLoopFix.LoadBeforeLoopOfSequence);

    [Fact]
    public Task Fixes_a_callback_of_groups_of_a_query() => Verify.FixSinglyAsync(
        Shop.InSynchronousMethod("var rows = db.Orders.AsEnumerable().GroupBy(o => o.CustomerId).Select(g => db.Customers.[|Single(c => c.Id == g.Key)|].Name).ToList();"),
        Shop.InSynchronousMethod("""
            var gs = db.Orders.AsEnumerable().GroupBy(o => o.CustomerId).ToList();
            var keys = gs.Select(g => g.Key).Distinct().ToList();
            var customersById = db.Customers.Where(c => keys.Contains(c.Id)).ToLookup(c => c.Id);
            var rows = gs.Select(g => customersById[g.Key].Single().Name).ToList();
            """),
        QueryInLoopFix.LoadBeforeLoopOfSequence);

    [Theory]
    [InlineData("await foreach (var order in db.Orders) Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|]);")]
    [InlineData("foreach (var order in db.Orders) { Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|]); order.Price++; await db.SaveChangesAsync(token); }")]
    public Task OffersNoFix_where_rows_are_awaited_one_by_one_or_written_meanwhile(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));
}
