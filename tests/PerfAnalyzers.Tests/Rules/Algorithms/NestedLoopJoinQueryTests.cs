using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<NestedLoopJoinAnalyzer, NestedLoopJoinFix>;

/// <summary>Queries that make all pairs and keep some.</summary>
public sealed class NestedLoopJoinQueryTests
{
    [Fact]
    public Task Fixes_a_query_of_pairs() => Verify.FixAsync(
        Shop.In("""
            var pairs = (from order in orders
                         [|from customer in customers|] // who ordered
                         where customer.Id == order.CustomerId
                         select (order.Id, customer.Name)).ToList();
            shop.Use(pairs);
            """),
        Shop.In("""
            var pairs = (from order in orders
                         join customer in customers on order.CustomerId equals customer.Id // who ordered
                         select (order.Id, customer.Name)).ToList();
            shop.Use(pairs);
            """),
        NestedLoopJoinFix.UseJoin);

    [Fact]
    public Task Fixes_a_query_with_more_conditions() => Verify.FixAsync(
        Shop.In("foreach (var pair in from o in orders [|from c in customers|] where o.CustomerId == c.Id && c.IsActive && o.Id > c.Id select (o, c)) shop.Use(pair);"),
        Shop.In("foreach (var pair in from o in orders join c in customers on o.CustomerId equals c.Id where c.IsActive && o.Id > c.Id select (o, c)) shop.Use(pair);"));

    [Theory]
    [InlineData("from o in orders [|from c in customers|] where c.Alias == o.Name select (o, c)")]
    [InlineData("from o in orders [|from c in customers|] where c.Weight == o.Weight select (o, c)")]
    [InlineData("from o in orders [|from c in customers|] where c.IsActive && c.Id == o.CustomerId select (o, c)")]
    [InlineData("from o in orders [|from c in customers|] where c.Number == o.CustomerId select (o, c)")]
    [InlineData("from o in orders [|from c in customers|] where c.Full == o.Name select (o, c)")]
    public Task OffersNoFix_when_a_join_could_give_other_pairs(string query) => Verify.NoFixAsync(Shop.In($"shop.Use(({query}).ToList());"));

    [Fact]
    public Task OffersNoFix_when_the_query_runs_later() => Verify.NoFixAsync(
        Shop.In("var pairs = from o in orders [|from c in customers|] where c.Id == o.CustomerId select (o, c); customers.Clear(); shop.Use(pairs.Count());"));
}
