using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>Queries that search for each element, and are gone through where they stand or right after.</summary>
public sealed class LinearLookupInLoopQueryTests
{
    [Fact]
    public Task Fixes_a_query_that_the_next_statement_goes_through() => Verify.FixAsync(
        Shop.In("""
            var unknown = from o in orders
                          where !customers.[|Any(c => c.Id == o.CustomerId)|]
                          select o.Id;
            shop.Use(unknown.ToList());
            """),
        Shop.In("""
            var customerIds = customers.Select(c => c.Id).ToHashSet();
            var unknown = from o in orders
                          where !customerIds.Contains(o.CustomerId)
                          select o.Id;
            shop.Use(unknown.ToList());
            """),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task Fixes_a_query_whose_elements_are_spread()
    {
        Requires.CSharp(12);
        return Verify.FixAsync(
            Shop.In("List<int> known = [.. from o in orders where codes.[|Contains(o.Code)|] select o.Id];"),
            Shop.In("var codeSet = codes.ToHashSet();\nList<int> known = [.. from o in orders where codeSet.Contains(o.Code) select o.Id];"),
            LinearLookupInLoopFix.BuildIndex);
    }

    [Theory]
    [InlineData("customers.Clear();\nshop.Use(unknown.ToList());")]
    [InlineData("shop.Use(unknown.ToList());\nshop.Use(unknown.Count());")]
    [InlineData("shop.Use(unknown);")]
    [InlineData("shop.Use((Cleared(customers), unknown.ToList()));")]
    [InlineData("foreach (var id in unknown) customers.RemoveAll(c => c.Id > id);")]
    public Task OffersNoFix_when_the_query_runs_later_or_again(string statements) => Verify.NoFixAsync(Shop.In(
        "var unknown = orders.Where(o => !customers.[|Any(c => c.Id == o.CustomerId)|]).Select(o => o.Id);\n" + statements,
        "private static int Cleared(List<Customer> list) { list.Clear(); return 0; }"));
}
