using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries in functions that only the loop calls.</summary>
public sealed class QueryInLoopHelperFixTests
{
    [Fact]
    public Task Fixes_a_local_function_that_is_the_query() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
                Console.WriteLine(await [|LinesOf(order)|]);

            Task<int> LinesOf(Order asked) => db.Orders.CountAsync(o => o.CustomerId == asked.CustomerId, token);
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var countByCustomerId = await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, token);
            foreach (var order in orders)
                Console.WriteLine(countByCustomerId.GetValueOrDefault(order.CustomerId));
            """));

    [Fact]
    public Task Fixes_a_local_function_that_does_more_and_waits_for_nothing_else() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
                Console.WriteLine(await [|NameAsync(order.CustomerId)|]);

            async Task<string> NameAsync(int id)
            {
                var customer = await db.Customers.FindAsync(id);
                return customer?.Name ?? "nobody";
            }
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var order in orders)
                Console.WriteLine(Name(order.CustomerId));

            string Name(int id)
            {
                var customer = customersById.GetValueOrDefault(id);
                return customer?.Name ?? "nobody";
            }
            """));

    [Fact]
    public Task Fixes_a_private_method_that_is_the_query_of_a_member() => Verify.FixAsync(
        Shop.InMethod(
            """
            foreach (var order in orders)
                Console.WriteLine(await [|CustomerOf(order, token)|]);
            """,
            """
            private async Task<Customer?> CustomerOf(Order order, CancellationToken token)
                {
                    return await db.Customers.FirstOrDefaultAsync(c => c.Id == order.CustomerId, token);
                }

            """),
        Shop.InMethod(
            """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
            foreach (var order in orders)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));
            """).Replace("new();\n    \n", "new();\n", StringComparison.Ordinal));

    [Fact]
    public Task Fixes_a_private_method_that_does_more_by_handing_it_the_rows() => Verify.FixAsync(
        Shop.InMethod(
            """
            foreach (var order in orders)
                Console.WriteLine(await [|TextOfAsync(order, token)|]);
            """,
            """
            private async Task<string> TextOfAsync(Order order, CancellationToken token)
                {
                    var count = await db.Orders.CountAsync(o => o.CustomerId == order.CustomerId, token);
                    return order.CustomerName + count;
                }

            """),
        Shop.InMethod(
            """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var countByCustomerId = await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, token);
            foreach (var order in orders)
                Console.WriteLine(TextOf(order, token, countByCustomerId));
            """,
            """
            private string TextOf(Order order, CancellationToken token, Dictionary<int, int> countByCustomerId)
                {
                    var count = countByCustomerId.GetValueOrDefault(order.CustomerId);
                    return order.CustomerName + count;
                }

            """));

    [Fact]
    public Task Fixes_a_private_method_that_fills_what_it_is_given_and_waits_for_more() => Verify.FixAsync(
        Shop.InMethod(
            """
            foreach (var order in orders)
                await [|FillAsync(order)|];
            """,
            """
            private async Task FillAsync(Order order)
                {
                    await Task.Delay(1);
                    order.CustomerName = await db.Customers.Where(c => c.Id == order.CustomerId).Select(c => c.Name).FirstAsync();
                }

            """),
        Shop.InMethod(
            """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var namesById = (await db.Customers.Where(c => customerIds.Contains(c.Id)).Select(c => new { Key = c.Id, Value = c.Name }).ToListAsync()).ToLookup(p => p.Key, p => p.Value);
            foreach (var order in orders)
                await FillAsync(order, namesById);
            """,
            """
            private async Task FillAsync(Order order, ILookup<int, string> namesById)
                {
                    await Task.Delay(1);
                    order.CustomerName = namesById[order.CustomerId].First();
                }

            """));

    [Theory]
    [InlineData("_ = await [|One(order.CustomerId)|]; } _ = await One(7); async Task<Customer?> One(int id) => await db.Customers.FindAsync(id); {")]
    [InlineData("_ = await [|One(order.CustomerId)|]; } Func<int, Task<Customer?>> other = One; async Task<Customer?> One(int id) => await db.Customers.FindAsync(id); {")]
    [InlineData("_ = await [|One(order.CustomerId)|]; } static async Task<int> One(int id) { using var db = new ShopContext(); return await db.Orders.CountAsync(o => o.Id == id); } {")]
    [InlineData("_ = await [|One(order.CustomerId)|]; } async Task<int> One(int id) { id++; return await db.Orders.CountAsync(o => o.Id == id); } {")]
    [InlineData("_ = await [|One(order)|]; } async Task<int> One(Order of) { of.CustomerId++; return await db.Orders.CountAsync(o => o.Id == of.CustomerId); } {")]
    [InlineData("_ = await [|One(order)|]; } async Task<int> One(Order? of) { if (of == null) return 0; return await db.Orders.CountAsync(o => o.Id == of.CustomerId); } {")]
    [InlineData("_ = await [|One(order.CustomerId, order.Price)|]; } async Task<int> One(int id, decimal price) => await db.Orders.CountAsync(o => o.Id == id && o.Price > price); {")]
    [InlineData("_ = await [|One(order.CustomerId, orders.Count)|]; } async Task<int> One(int id, decimal price) => await db.Orders.CountAsync(o => o.Id == id && o.Price > price); {")]
    [InlineData("_ = await [|One(order.CustomerId)|]; } async Task<int> One(int id) { db.Add(new Order()); await db.SaveChangesAsync(); return await db.Orders.CountAsync(o => o.Id == id); } {")]
    [InlineData("var task = [|One(order.CustomerId)|]; await task; } async Task<int> One(int id) { var count = await db.Orders.CountAsync(o => o.Id == id); return count + 1; } {")]
    [InlineData("_ = await [|One(order.CustomerId)|]; } async Task<Order> One(int id) { var row = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); row.Price++; return row; } {")]
    public Task OffersNoFix_when_the_function_is_more_than_the_query_of_one_element(string statements) => Verify.NoFixAsync(Shop.InMethod(
        "foreach (var order in orders)\n{\n    " + statements + "\n}"));
}
