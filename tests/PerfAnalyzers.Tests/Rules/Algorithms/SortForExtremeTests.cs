using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<SortForExtremeAnalyzer, SortForExtremeFix>;

public sealed class SortForExtremeTests
{
    [Theory]
    [InlineData("orders.{|#0:OrderBy(o => o.Weight)|}.ToList()[0]", "OrderBy", "MinBy")]
    [InlineData("orders.{|#0:OrderBy(o => o.Weight)|}.First()", "OrderBy", "MinBy", "sets up a sort of")]
    [InlineData("orders.{|#0:OrderBy(o => o.Weight)|}.LastOrDefault()", "OrderBy", "MaxBy", "sets up a sort of")]
    [InlineData("orders.{|#0:OrderByDescending(o => o.Weight)|}.ToArray()[0]", "OrderByDescending", "MaxBy")]
    [InlineData("orders.{|#0:OrderBy(o => o.Weight)|}.ToList().Last()", "OrderBy", "MaxBy")]
    [InlineData("orders.{|#0:OrderByDescending(o => o.Weight)|}.ToList().LastOrDefault()", "OrderByDescending", "MinBy")]
    public Task Reports_what_is_sorted_and_how_to_find_it(string expression, string sort, string cure, string how = "sorts a copy of all of") => Verify.ReportsAsync(
        Shop.In($"shop.Use({expression});"),
        Verify.Diagnostic().WithLocation(0).WithArguments(sort, how, "orders", cure));

    [Theory]
    [InlineData("shop.Use(orders.[|OrderBy(o => o.Id)|].ToList().First());")]
    [InlineData("shop.Use(orders.[|OrderBy(o => o.Id)|].ThenBy(o => o.Name).ToList().First());")]
    [InlineData("shop.Use(orders.[|OrderByDescending(o => o.Id)|].FirstOrDefault()?.Name);")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted[sorted.Count - 1]);")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToArray(); shop.Use(sorted[^1]);")]
    [InlineData("shop.Use(orders.[|OrderBy(o => o.Id)|].ToList()[^1]);")]
    [InlineData("shop.Use(orders.Where(o => o.Id > 3).[|OrderBy(o => o.Name)|].ToArray().FirstOrDefault()?.Id);")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted[0]);")]
    [InlineData("foreach (var g in orders.GroupBy(o => o.CustomerId)) { var sorted = g.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted[^1]); }")]
    [InlineData("shop.Use(orders.GroupBy(o => o.CustomerId).Select(g => g.[|OrderBy(o => o.Id)|].ToList()[0]).ToList());")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted.FirstOrDefault());")]
    [InlineData("foreach (var c in customers) shop.Use(orders.Where(o => o.Id > c.Id).[|OrderBy(o => o.Id)|].ToList().FirstOrDefault());")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted.Count == 0 ? null : sorted[0]);")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToArray(); if (sorted.Length > 0) shop.Use(sorted[0]);")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); if (sorted.Any()) shop.Use(sorted.First());")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted is { Count: 0 } ? null : sorted[0]);")]
    public Task Reports_every_form(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("shop.Use(orders.OrderBy(o => o.Id).ToList());")]
    [InlineData("shop.Use(orders.OrderBy(o => o.Id).ThenBy(o => o.Name).First());")]
    [InlineData("shop.Use(orders.OrderBy(o => o.Id).First(o => o.Id > 3));")]
    [InlineData("shop.Use(orders.AsQueryable().OrderBy(o => o.Id).First());")]
    [InlineData("shop.Use(new[] { 3, 1, 2 }.OrderBy(n => n).First());")]
    [InlineData("foreach (var o in orders) shop.Use(o.Lines.OrderBy(l => l.ProductId).FirstOrDefault());")]
    [InlineData("shop.Use(orders.GroupBy(o => o.CustomerId).Select(g => g.OrderBy(o => o.Id).First()).ToList());")]
    [InlineData("foreach (var c in customers) shop.Use(orders.Where(o => o.CustomerId == c.Id).OrderBy(o => o.Id).FirstOrDefault());")]
    [InlineData("var sorted = orders.OrderBy(o => o.Id).ToList(); shop.Use(sorted[sorted.Count - 2]);")]
    [InlineData("var sorted = orders.OrderBy(o => o.Id).ToList(); shop.Use(sorted[^2]);")]
    [InlineData("shop.Use(orders.OrderBy(o => o.Id).ToList()[1]);")]
    [InlineData("shop.Use(orders.OrderBy(o => o.Id).ToList().First(o => o.Id > 3));")]
    [InlineData("var sorted = orders.OrderBy(o => o.Id).ToList(); shop.Use(sorted[0]); shop.Use(sorted[1]);")]
    [InlineData("var sorted = orders.OrderBy(o => o.Id).ToList(); foreach (var o in sorted) shop.Use(o);")]
    [InlineData("var sorted = orders.OrderBy(o => o.Id).ToList(); if (sorted.Count > 3) shop.Use(sorted[0]);")]
    [InlineData("var sorted = orders.OrderBy(o => o.Id).ToList(); if (sorted is { Count: > 0 } all) shop.Use(all); shop.Use(sorted[0]);")]
    [InlineData("foreach (var c in customers) shop.Use(orders.Where(o => o.CustomerId == c.Id).OrderBy(o => o.Id).ToList().FirstOrDefault());")]
    [InlineData("shop.Use(orders.Where(o => o.Id > 3).OrderBy(o => o.Id).First());")]
    [InlineData("shop.Use(orders.OrderBy(o => o.Id).Take(3).ToList()[0]);")]
    [InlineData("shop.Use(new[] { 3, 1, 2 }.OrderBy(n => n).ToList()[0]);")]
    [InlineData("shop.Use(orders.AsQueryable().OrderBy(o => o.Id).ToList()[0]);")]
    [InlineData("shop.Use(orders.ToList()[0]);")]
    public Task StaysSilent_when_nothing_is_sorted_in_vain(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("var open = orders.FindAll(o => o.Weight > 3); open.[|Sort((a, b) => a.Weight.CompareTo(b.Weight))|]; shop.Use(open[0]);")]
    [InlineData("var open = orders.ToList(); if (open.Count == 0) return; open.[|Sort((a, b) => b.Weight.CompareTo(a.Weight))|]; shop.Use(open.First());")]
    [InlineData("var open = codes.ToArray(); Array.[|Sort(open)|]; shop.Use(open[^1]);")]
    [InlineData("var open = new List<string>(names); open.[|Sort()|]; shop.Use(open[open.Count - 1]);")]
    public Task Reports_a_list_of_its_own_that_is_sorted_in_place(string statements) => Verify.NoFixAsync(Shop.In(statements));

    [Theory]
    [InlineData("var open = orders.FindAll(o => o.Weight > 3); open.Sort((a, b) => a.Id.CompareTo(b.Id)); shop.Use(open[0]); shop.Use(open);")]
    [InlineData("var open = orders.FindAll(o => o.Weight > 3); open.Sort((a, b) => a.Id.CompareTo(b.Id)); shop.Use(open[1]);")]
    [InlineData("var open = orders.FindAll(o => o.Weight > 3); open.Sort((a, b) => a.Id.CompareTo(b.Id)); open[0] = new Order(); ")]
    [InlineData("orders.Sort((a, b) => a.Id.CompareTo(b.Id)); shop.Use(orders[0]);")]
    [InlineData("var same = orders; same.Sort((a, b) => a.Id.CompareTo(b.Id)); shop.Use(same[0]);")]
    [InlineData("var open = codes.ToArray(); var keys = names.ToArray(); Array.Sort(open, keys); shop.Use(open[0]);")]
    [InlineData("var open = new List<string>(names); open.Sort(1, 3, null); shop.Use(open[0]);")]
    [InlineData("var few = new List<string> { names[0], names[1] }; few.Sort(); shop.Use(few[0]);")]
    [InlineData("var open = orders.ToList(); foreach (var c in customers) { open.Sort((a, b) => c.Id.CompareTo(b.Id)); shop.Use(open[0]); }")]
    [InlineData("foreach (var c in customers) { var own = orders.FindAll(o => o.CustomerId == c.Id); own.Sort((a, b) => a.Id.CompareTo(b.Id)); if (own.Count > 0) shop.Use(own[0]); }")]
    public Task StaysSilent_when_a_list_is_wanted_in_order_or_belongs_to_others(string statements) => Verify.SilentAsync(Shop.In(statements));

    [Theory]
    [InlineData("orders.[|OrderBy(o => o.Id)|].ToList().FirstOrDefault()", "orders.MinBy(o => o.Id)")]
    [InlineData("orders.[|OrderByDescending(o => o.Name)|].ToArray().FirstOrDefault()", "orders.MaxBy(o => o.Name)")]
    [InlineData("orders.[|OrderBy(o => o.Id)|].FirstOrDefault()", "orders.MinBy(o => o.Id)")]
    [InlineData("orders.[|OrderByDescending(o => o.Name)|].FirstOrDefault()", "orders.MaxBy(o => o.Name)")]
    [InlineData("orders.[|OrderByDescending(o => o.AgentId)|].ToList().FirstOrDefault()", "orders.MaxBy(o => o.AgentId)")]
    [InlineData("codes.[|OrderBy(c => c)|].ToList().First()", "codes.MinBy(c => c)")]
    public Task Fixes_what_finds_the_same_element(string before, string after) => Verify.FixAsync(
        Shop.In($"shop.Use({before});"), Shop.In($"shop.Use({after});"), SortForExtremeFix.UseExtreme);

    [Theory]
    [InlineData("orders.[|OrderBy(o => o.Id)|].ToList()[0]", "orders.MinBy(o => o.Id)")]
    [InlineData("orders.[|OrderBy(o => o.Id)|].ToList().First()", "orders.MinBy(o => o.Id)")]
    [InlineData("orders.[|OrderBy(o => o.Id)|].First()", "orders.MinBy(o => o.Id)")]
    [InlineData("codes.[|OrderBy(c => c)|].ToArray()[0]", "codes.MinBy(c => c)")]
    public Task Fixes_singly_what_differs_where_there_is_no_element(string before, string after) => Verify.FixSinglyAsync(
        Shop.In($"shop.Use({before});"), Shop.In($"shop.Use({after});"), SortForExtremeFix.UseExtremeAssumingElements);

    [Theory]
    [InlineData("orders.[|OrderBy(o => o.Name)|].ToList().FirstOrDefault()")]
    [InlineData("orders.[|OrderBy(o => o.Name)|].FirstOrDefault()")]
    [InlineData("orders.[|OrderBy(o => o.Id)|].Last()")]
    [InlineData("var sorted = orders.[|OrderBy(o => o.Id)|].ToList(); shop.Use(sorted[^1])")]
    [InlineData("orders.[|OrderBy(o => o.AgentId)|].ToList().FirstOrDefault()")]
    [InlineData("orders.[|OrderBy(o => o.Id)|].ToList().LastOrDefault()")]
    [InlineData("orders.[|OrderBy(o => o.Id)|].ThenBy(o => o.Name).ToList().FirstOrDefault()")]
    [InlineData("names.[|OrderByDescending(n => n, StringComparer.Ordinal)|].ToList().FirstOrDefault()")]
    [InlineData("codes.[|OrderBy(c => c)|].ToList().FirstOrDefault()")]
    public Task OffersNoFix_when_nulls_or_equal_elements_come_out_another_way(string expression) => Verify.NoFixAsync(Shop.In(expression.StartsWith("var", StringComparison.Ordinal) ? expression + ";" : $"shop.Use({expression});"));

    [Fact]
    public Task OffersNoFix_when_the_copy_is_asked_for_more() => Verify.NoFixAsync(
        Shop.In("var sorted = orders.[|OrderByDescending(o => o.Name)|].ToList(); shop.Use(sorted.Count == 0 ? null : sorted.FirstOrDefault());"));
}
