using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

public sealed class QueryInLoopNoFixTests
{
    [Theory]
    [InlineData("_ = await db.Orders.[|FirstOrDefaultAsync(o => o.CustomerId == order.CustomerId)|];")]
    [InlineData("_ = await db.Orders.OrderBy(o => o.Price).[|FirstAsync(o => o.CustomerId == order.CustomerId)|];")]
    public Task OffersNoFix_when_the_first_of_several_rows_is_meant(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Orders.[|SingleOrDefaultAsync(o => o.Price == order.Price)|];")]
    [InlineData("_ = await db.Orders.Where(o => o.SalesmanId == order.SalesmanId).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.SalesmanId).[|ToListAsync()|];")]
    public Task OffersNoFix_when_database_and_dictionary_may_compare_keys_differently(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Orders.Where(o => o.Price > order.Price).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.Id || o.Price > 3).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.Id && o.CustomerId == order.CustomerId).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.Id).Select(o => o.Price).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId).Take(3).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|SumAsync(o => o.Price)|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.Customer!.Id).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == Next(order)).[|ToListAsync()|];")]
    public Task OffersNoFix_when_the_query_is_more_than_a_key_lookup(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Customers.[|FindAsync(order.CustomerId)|]; if (order.Id > 3) break;")]
    [InlineData("_ = await db.Customers.[|FindAsync(order.CustomerId)|]; await db.SaveChangesAsync();")]
    [InlineData("if (await db.Customers.[|FindAsync(order.CustomerId)|] is null) db.Customers.Add(new Customer());")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.CustomerId).[|ToListAsync()|]; order.CustomerId = 7;")]
    public Task OffersNoFix_when_reading_ahead_reads_something_else(string statement) => InLoop(statement);

    [Theory]
    [InlineData("var task = db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|]; await task;")]
    [InlineData("_ = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId /* the owner */, token /* stop */)|];")]
    public Task OffersNoFix_when_text_or_the_task_would_be_lost(string statement) => InLoop(statement);

    [Theory]
    [InlineData("for (var i = 0; i < orders.Count; i++) _ = await db.Customers.[|FindAsync(orders[i].CustomerId)|];")]
    [InlineData("foreach (var id in ids.Where(i => i > 2)) _ = await db.Customers.[|FindAsync(id)|];")]
    [InlineData("var all = await Task.WhenAll(ids.Select(async id => await db.Customers.[|FirstAsync(c => c.Id == id)|]));")]
    [InlineData("var later = ids.Select(id => db.Customers.[|First(c => c.Id == id)|]); Console.WriteLine(later);")]
    [InlineData("foreach (var order in orders) foreach (var id in ids) _ = await db.Customers.[|FindAsync(id)|];")]
    public Task OffersNoFix_when_the_elements_cannot_be_gone_through_before(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("model.Entity<Customer>().HasKey(c => c.Name)")]
    [InlineData("model.Entity<Customer>().HasKey(c => new { c.Id, c.Name })")]
    public Task OffersNoFix_when_the_configured_key_is_another(string configuration) => Verify.NoFixAsync(
        Shop.InMethod(
            "foreach (var id in ids) _ = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];",
            $"private static void Configure(ModelBuilder model) => {configuration};"));

    private static Task InLoop(string statement) => Verify.NoFixAsync(Shop.InMethod(
        "foreach (var order in orders)\n{\n    " + statement + "\n}", "private static int Next(Order order) => order.Id + 1;"));
}
