using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>The first row of an order: the newest, the cheapest.</summary>
public sealed class QueryInLoopOrderFixTests
{
    [Fact]
    public Task Fixes_the_newest_row_of_each_key() => Verify.FixAsync(
        InLoop("var newest = await db.Orders.Where(o => o.CustomerId == id).OrderByDescending(o => o.Ordered).[|FirstOrDefaultAsync(token)|];"),
        Loaded(
            "var ordersByCustomerId = await db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => g.OrderByDescending(o => o.Ordered).First()).ToDictionaryAsync(o => o.CustomerId, token);",
            "var newest = ordersByCustomerId.GetValueOrDefault(id);"));

    [Fact]
    public Task Fixes_a_value_of_the_first_row_of_each_key_over_several_lines() => Verify.FixAsync(
        InLoop("""
            var price = await db.Orders
                .AsNoTracking()
                .Where(o => o.CustomerId == id)
                .OrderBy(g => g.State)
                .ThenByDescending(g => g.Ordered)
                .Select(o => o.Price)
                .[|FirstOrDefaultAsync()|];
            """),
        Loaded(
            """
            var pricesByCustomerId = await db.Orders
                .AsNoTracking()
                .Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(rows => rows.OrderBy(g => g.State).ThenByDescending(g => g.Ordered).Select(o => new { Key = o.CustomerId, Value = o.Price }).First()).ToDictionaryAsync(p => p.Key, p => p.Value);
            """,
            "var price = pricesByCustomerId.GetValueOrDefault(id);"));

    [Theory]
    [InlineData("await db.Orders.OrderBy(o => o.Ordered).[|FirstAsync(o => o.CustomerId == id)|]", "First", "First")]
    [InlineData("await db.Orders.OrderBy(o => o.Ordered).[|LastAsync(o => o.CustomerId == id)|]", "Last", "First")]
    public Task Fixes_a_row_that_must_exist_with_a_lookup(string query, string taken, string answer) => Verify.FixAsync(
        InLoop("var row = " + query + ";"),
        Loaded(
            $"var ordersByCustomerId = (await db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => g.OrderBy(o => o.Ordered).{taken}()).ToListAsync()).ToLookup(o => o.CustomerId);",
            $"var row = ordersByCustomerId[id].{answer}();"));

    [Theory]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Price).Skip(1).[|FirstOrDefaultAsync()|];")]
    [InlineData("_ = await db.Orders.OrderBy(o => o.Price).Where(o => o.CustomerId == id).Include(o => o.Customer).[|FirstOrDefaultAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Price /* cheapest */).[|FirstOrDefaultAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Price == id).[|FirstOrDefaultAsync()|];")]
    public Task OffersNoFix_when_the_order_is_not_the_last_that_is_asked(string statement) => Verify.NoFixAsync(InLoop(statement));

    [Fact]
    public Task OffersNoFix_for_what_may_be_Cosmos_DB() => Verify.NoFixAsync(
        InLoop("_ = await db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Price).[|FirstOrDefaultAsync()|];")
        + "\nnamespace Microsoft.EntityFrameworkCore { public static class CosmosDbContextOptionsExtensions { } }");

    private static string InLoop(string statements) => Shop.InMethod("foreach (var id in ids)\n{\n    " + statements.ReplaceLineEndings("\n    ") + "\n}");

    private static string Loaded(string before, string statement) => Shop.InMethod(before + "\nforeach (var id in ids)\n{\n    " + statement + "\n}");
}
