using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

public sealed class QueryInLoopIncludeTests
{
    [Theory]
    [InlineData("await db.Entry(order).Reference(o => o.Customer).[|LoadAsync(token)|];", "Include(o => o.Customer)")]
    [InlineData("await db.Entry(order).Reference(\"Customer\").[|LoadAsync(token)|].ConfigureAwait(false);", "Include(o => o.Customer)")]
    [InlineData("db.Entry(order).Collection(o => o.Lines).[|Load()|];", "Include(o => o.Lines)")]
    public Task Fixes_an_explicit_load_with_an_include(string load, string include) => Verify.FixAsync(
        LazyShop.InMethod($$"""
            var open = await db.Orders.Where(o => o.Id > id).ToListAsync(token);
            foreach (var order in open)
            {
                // Who it is for.
                Console.WriteLine(order.Id);
                {{load}}
                Console.WriteLine(order.Customer.Name + order.Lines.Count);
            }
            """),
        LazyShop.InMethod($$"""
            var open = await db.Orders.{{include}}.Where(o => o.Id > id).ToListAsync(token);
            foreach (var order in open)
            {
                // Who it is for.
                Console.WriteLine(order.Id);
                Console.WriteLine(order.Customer.Name + order.Lines.Count);
            }
            """),
        QueryInLoopFix.IncludeInQuery);

    [Theory]
    [InlineData("db.Orders", "if (order.Id > 3)\n        await db.Entry(order).Reference(o => o.Customer).[|LoadAsync(token)|];")]
    [InlineData("db.Orders.AsNoTracking()", "await db.Entry(order).Reference(o => o.Customer).[|LoadAsync(token)|];")]
    [InlineData("db.Orders", "await other.Entry(order).Reference(o => o.Customer).[|LoadAsync(token)|];")]
    [InlineData("db.Orders", "await db.Entry(order).Reference(o => o.Customer).[|LoadAsync(token)|]; // may be late")]
    [InlineData("db.Orders", "await db.Entry(order).Collection(o => o.Lines).Query().Where(l => l.Price > 1).[|LoadAsync(token)|];")]
    [InlineData("db.Orders", "await db.Entry(order.Customer).Reference(c => c.Region).[|LoadAsync(token)|];")]
    public Task OffersNoFix_when_the_query_cannot_load_the_same(string query, string load) => Verify.NoFixAsync(LazyShop.InMethod($$"""
        var open = await {{query}}.ToListAsync(token);
        foreach (var order in open)
        {
            {{load}}
            Console.WriteLine(order.Customer.Name);
        }
        """, "private readonly ShopContext other = new();"));
}
