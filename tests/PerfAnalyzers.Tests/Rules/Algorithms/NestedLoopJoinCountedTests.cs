using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<NestedLoopJoinAnalyzer, NestedLoopJoinFix>;

/// <summary>Inner loops that count: a lookup tells them at which numbers the elements of a key stand.</summary>
public sealed class NestedLoopJoinCountedTests
{
    [Fact]
    public Task Fixes_a_test_of_the_element() => Verify.FixAsync(
        Shop.In("""
            for (var i = 0; i < orders.Count; i++)
                [|for (var j = 0; j < customers.Count; j++)|]
                    if (orders[i].CustomerId == customers[j].Id)
                        shop.Use(j);
            """),
        Shop.In("""
            var customerPositionsById = Enumerable.Range(0, customers.Count).ToLookup(j => customers[j].Id);
            for (var i = 0; i < orders.Count; i++)
                foreach (var j in customerPositionsById[orders[i].CustomerId])
                    shop.Use(j);
            """),
        NestedLoopJoinFix.BuildLookup);

    [Theory]
    [InlineData("foreach (var o in orders) { var j = 0; [|while (j < customers.Count)|] { if (customers[j].Id == o.CustomerId) shop.Use(customers[j]); j++; } }")]
    [InlineData("int j; foreach (var o in orders) { j = 0; [|while (j < customers.Count)|] { var c = customers[j]; if (c.Id == o.CustomerId) { shop.Use(c); } ++j; } }")]
    public Task Reports_a_loop_that_counts_by_itself(string statements) => Verify.NoFixAsync(Shop.In(statements));

    [Theory]
    [InlineData("var j = 0; foreach (var o in orders) { while (j < customers.Count) { if (customers[j].Id == o.CustomerId) shop.Use(o); j++; } }")]
    [InlineData("foreach (var o in orders) { var j = o.Id; while (j < customers.Count) { if (customers[j].Id == o.CustomerId) shop.Use(o); j++; } }")]
    [InlineData("foreach (var o in orders) { var j = 0; while (j < customers.Count) { if (customers[j].Id == o.CustomerId) shop.Use(o); shop.Use(j); j++; } }")]
    [InlineData("foreach (var o in orders) { var j = 0; while (j < customers.Count) { if (customers[j].Id == o.CustomerId) j++; j++; } }")]
    public Task StaysSilent_when_a_loop_goes_on_where_it_was_or_does_more(string statements) => Verify.SilentAsync(Shop.In(statements));

    [Fact]
    public Task Fixes_a_test_of_a_variable_that_holds_the_element() => Verify.FixAsync(
        Shop.In("""
            foreach (var o in orders)
            {
                [|for (int j = 0; j < customers.Count; ++j)|]
                {
                    var c = customers[j];
                    if (c.Id == o.CustomerId && c.IsActive)
                    {
                        shop.Use(c.Name);
                        break;
                    }
                }
            }
            """),
        Shop.In("""
            var customerPositionsById = Enumerable.Range(0, customers.Count).ToLookup(j => customers[j].Id);
            foreach (var o in orders)
            {
                foreach (var j in customerPositionsById[o.CustomerId])
                {
                    var c = customers[j];
                    if (c.IsActive)
                    {
                        shop.Use(c.Name);
                        break;
                    }
                }
            }
            """),
        NestedLoopJoinFix.BuildLookup);

    [Fact]
    public Task Fixes_what_stands_behind_a_variable_and_a_test() => Verify.FixAsync(
        Shop.In("""
            foreach (var o in orders)
            {
                [|for (var j = 0; j < customers.Count; j++)|]
                {
                    var c = customers[j];
                    if (c.ParentId == o.CustomerId)
                    {
                        // theirs
                        shop.Use(c.Name);
                        shop.Use(o.Name);
                    }
                }
            }
            """),
        Shop.In("""
            var customerPositionsByParentId = Enumerable.Range(0, customers.Count).ToLookup(j => customers[j].ParentId);
            foreach (var o in orders)
            {
                foreach (var j in customerPositionsByParentId[o.CustomerId])
                {
                    var c = customers[j];
                    // theirs
                    shop.Use(c.Name);
                    shop.Use(o.Name);
                }
            }
            """),
        NestedLoopJoinFix.BuildLookup);

    [Theory]
    [InlineData("{ var c = names[j]; if (c != o.Name) continue; shop.Use(j); }", "{ var c = names[j]; shop.Use(j); }")]
    [InlineData("if (names[j] == o.Name) shop.Use(j);", "shop.Use(j);")]
    public Task Fixes_a_test_of_the_element_itself(string before, string after) => Verify.FixAsync(
        Shop.In($$"""
            foreach (var o in orders)
                [|for (var j = 0; j < names.Count; j++)|]
                    {{before}}
            """),
        Shop.In($$"""
            var namePositions = Enumerable.Range(0, names.Count).ToLookup(j => names[j]);
            foreach (var o in orders)
                foreach (var j in namePositions[o.Name])
                    {{after}}
            """),
        NestedLoopJoinFix.BuildLookup);

    [Theory]
    [InlineData("j < customers.Count; j++", "if (customers[j].Id == o.CustomerId) { shop.Use(j); j++; }")]
    [InlineData("j < customers.Count; j++", "if (customers[j].Id == o.CustomerId) { Action later = () => shop.Use(j); shop.Use(later); }")]
    [InlineData("j < customers.Count; j++", "if (customers[j].Id == o.CustomerId) { customers[j] = new Customer(); shop.Use(j); }", false)]
    [InlineData("j < customers.Count; j++", "if (customers[j].Id == o.CustomerId) { customers[j].Id = 4; }")]
    [InlineData("j < customers.Count; j++", "{ var parts = names[j].Split(','); if (customers[j].Id == o.CustomerId && parts[0] == o.Name) shop.Use(parts); else shop.Use(o); }", false)]
    public async Task OffersNoFix_where_the_counter_or_the_list_changes(string head, string body, bool isFound = true)
    {
        var loop = "for (var j = 0; " + head + ")";
        var code = Shop.In("foreach (var o in orders) { " + (isFound ? "[|" + loop + "|]" : loop) + " " + body + " }");
        await (isFound ? Verify.NoFixAsync(code) : Verify.SilentAsync(code));
    }
}
