using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<CollectionGrowthInLoopAnalyzer, CollectionGrowthInLoopFix>;

/// <summary>Collections that are written as collection expressions.</summary>
public sealed class CollectionGrowthInLoopSpreadTests
{
    private const int CSharp = 12;

    [Theory]
    [InlineData("Order[] all = [];", "[|all|] = [.. all, o];", "var allList = new List<Order>();", "allList.Add(o);", "all = allList.ToArray();")]
    [InlineData("Line[] all = [];", "[|all|] = [.. all, .. o.Lines];", "var allList = new List<Line>();", "allList.AddRange(o.Lines);", "all = allList.ToArray();")]
    [InlineData("Order[] all = [orders[0]];", "[|all|] = [.. all, o];", "var allList = new List<Order>(all);", "allList.Add(o);", "all = allList.ToArray();")]
    public Task Fixes_with_a_list_around_the_loop(string declaration, string before, string list, string after, string back)
    {
        Requires.CSharp(CSharp);
        return Verify.FixAsync(
            Shop.In($$"""
                {{declaration}}
                foreach (var o in orders)
                {
                    {{before}} // each
                }

                shop.Use(all);
                """),
            Shop.In($$"""
                {{declaration}}
                {{list}}
                foreach (var o in orders)
                {
                    {{after}} // each
                }
                {{back}}

                shop.Use(all);
                """),
            CollectionGrowthInLoopFix.AddInPlace);
    }

    [Fact]
    public Task Fixes_a_sequence_that_starts_without_elements()
    {
        Requires.CSharp(CSharp);
        return Verify.FixAsync(
            Shop.In("""
                IReadOnlyCollection<Line> all = [];
                foreach (var o in orders)
                    [|all|] = all.Concat(o.Lines).ToList();
                shop.Use(all.Distinct());
                """),
            Shop.In("""
                var all = new List<Line>();
                foreach (var o in orders)
                    all.AddRange(o.Lines);
                shop.Use(all.Distinct());
                """));
    }

    [Theory]
    [InlineData("Order[] all = [];", "[|all|] = [.. all, o, all[0]];")]
    [InlineData("IEnumerable<Line> all = [];", "[|all|] = all.Concat(o.Lines);")]
    public Task OffersNoFix_when_more_happens(string declaration, string statement)
    {
        Requires.CSharp(CSharp);
        return Verify.NoFixAsync(Shop.In($$"""
            {{declaration}}
            foreach (var o in orders)
            {
                {{statement}}
            }
            shop.Use(all);
            """));
    }
}
