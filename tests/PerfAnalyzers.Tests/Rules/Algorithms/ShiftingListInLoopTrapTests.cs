using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<ShiftingListInLoopAnalyzer, ShiftingListInLoopFix>;

/// <summary>Removals and insertions that somebody watches, that happen once, or that another call would do differently.</summary>
public sealed class ShiftingListInLoopTrapTests
{
    private const string Basket = """
        public sealed class Basket { public int Id { get; set; } public ICollection<Line> Lines { get; } = new List<Line>(); public List<Line> All { get; } = new(); }

        """;

    [Theory]
    [InlineData("foreach (var line in basket.Lines.ToList()) basket.Lines.Remove(line);")]
    [InlineData("foreach (var line in basket.All.Where(l => l.Id > 3).ToList()) basket.All.Remove(line);")]
    [InlineData("foreach (var line in basket.All.ToList()) { basket.All.Remove(line); context.Remove(line); }")]
    [InlineData("IList<Order> some = orders; foreach (var o in orders.ToList()) some.Remove(o);")]
    [InlineData("var seen = new System.Collections.ObjectModel.ObservableCollection<Order>(orders); foreach (var o in orders) seen.Remove(o);")]
    [InlineData("var seen = new System.ComponentModel.BindingList<Order>(orders); foreach (var o in customers) seen.RemoveAt(0);")]
    public Task StaysSilent_when_others_watch_or_the_list_is_of_one_object(string statement) => Verify.SilentAsync(Shop.In(
        "var basket = new Basket(); var context = new Db();\n" + statement, Basket + "public sealed class Db : Microsoft.EntityFrameworkCore.DbContext { }"));

    [Theory]
    [InlineData("if (orders.Count > 0) orders.RemoveAt(0); foreach (var o in orders) shop.Use(o);")]
    [InlineData("foreach (var o in orders) { if (o.Id == 3) { names.Insert(0, o.Name); break; } }")]
    [InlineData("foreach (var o in orders) { if (o.Id == 3) { names.Insert(0, o.Name); throw new InvalidOperationException(); } }")]
    [InlineData("var last = new List<Order>(); foreach (var o in orders) { var at = last.FindIndex(l => l.Id > o.Id); last.Insert(at < 0 ? last.Count : at, o); } shop.Use(last);")]
    [InlineData("var open = orders.ToList(); var left = open.Count; while (open.Count > 0 && left-- > 0) { var o = open[0]; open.RemoveAt(0); if (o.Id > 3) open.Add(o); }")]
    [InlineData("while (orders.Count > 5) orders.RemoveAt(0);")]
    [InlineData("var first = names[0]; names.RemoveAt(0); foreach (var n in names) shop.Use(first + n);")]
    public Task StaysSilent_when_it_is_one_or_the_place_is_chosen(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders.ToList()) { if (o.Id > 3) { orders.{|#0:Remove(o)|}; shop.Use(o); } }")]
    [InlineData("var gone = 0; foreach (var o in orders.ToList()) { if (o.Id > 3 && orders.{|#0:Remove(o)|}) gone++; } shop.Use(gone);")]
    public Task OffersNoFix_when_more_happens_with_each_removal(string statement) => Verify.NoFixAsync(
        Shop.In(statement),
        new DiagnosticResult("PERF4003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task StaysSilent_when_each_removal_waits_for_an_answer() => Verify.SilentAsync(Shop.In(
        "foreach (var o in orders.ToList()) { if (await Ask(o)) orders.Remove(o); }", "private static Task<bool> Ask(Order o) => Task.FromResult(o.Id > 3);"));

    [Fact]
    public Task Fixes_nested_loops_and_reverses_after_the_outermost() => Verify.FixAsync(
        Shop.In("var latest = new List<Line>();\nforeach (var o in orders)\n{\n    foreach (var line in o.Lines)\n        latest.[|Insert(0, line)|];\n}\n\nshop.Use(latest);"),
        Shop.In("var latest = new List<Line>();\nforeach (var o in orders)\n{\n    foreach (var line in o.Lines)\n        latest.Add(line);\n}\nlatest.Reverse();\n\nshop.Use(latest);"),
        ShiftingListInLoopFix.ReverseOnce);

    /// <summary>Remove takes the first of equal elements away, RemoveAll takes all.</summary>
    [Fact]
    public Task OffersNoFix_when_a_value_goes_for_each_of_another_list() => Verify.NoFixAsync(Shop.In("foreach (var c in codes) names.[|Remove(c.ToString())|];"));
}
