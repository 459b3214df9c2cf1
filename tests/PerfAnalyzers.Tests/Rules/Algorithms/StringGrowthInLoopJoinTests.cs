using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<StringGrowthInLoopAnalyzer, StringGrowthInLoopFix>;

/// <summary>Loops that do nothing but join.</summary>
public sealed class StringGrowthInLoopJoinTests
{
    [Theory]
    [InlineData("foreach (var o in orders) [|text|] += o.Name;", "string.Concat(orders.Select(o => o.Name))")]
    [InlineData("foreach (var o in orders) { [|text|] += o.Name + \"; \"; }", "string.Concat(orders.Select(o => o.Name + \"; \"))")]
    [InlineData("foreach (var o in orders) [|text|] += o.Id + o.CustomerId;", "string.Concat(orders.Select(o => o.Id + o.CustomerId))")]
    [InlineData("foreach (var o in orders) [|text|] = text + o.AgentId;", "string.Concat(orders.Select(o => o.AgentId))")]
    [InlineData("foreach (string name in names) [|text|] += name;", "string.Concat(names)")]
    [InlineData("foreach (var o in orders.Where(o => o.Id > 3)) [|text|] += $\"{o.Id}\";", "string.Concat(orders.Where(o => o.Id > 3).Select(o => $\"{o.Id}\"))")]
    [InlineData("foreach (var o in orders ?? new()) [|text|] += o.Code;", "string.Concat((orders ?? new()).Select(o => o.Code))")]
    [InlineData("foreach (var o in orders) { if (text.Length > 0) [|text|] += \", \"; text += o.Id; }", "string.Join(\", \", orders.Select(o => o.Id))")]
    [InlineData("foreach (var o in orders) { if (text != \"\") { [|text|] += \",\" + \" \"; } text += o.Id + o.Name; }", "string.Join(\",\" + \" \", orders.Select(o => o.Id + o.Name))")]
    [InlineData("foreach (var o in orders) { if (!string.IsNullOrEmpty(text)) [|text|] += ';'; text += $\"<{o.Name}>\"; }", "string.Join(';', orders.Select(o => $\"<{o.Name}>\"))")]
    public Task Fixes_a_loop_that_only_joins(string loop, string call) => Verify.FixAsync(
        Shop.In($$"""
            var text = "";
            {{loop}}
            shop.Use(text);
            """),
        Shop.In($$"""
            var text = {{call}};
            shop.Use(text);
            """),
        StringGrowthInLoopFix.Join);

    [Fact]
    public Task Fixes_a_text_that_has_begun_already() => Verify.FixAsync(
        Shop.In("""
            var text = "Orders: ";
            shop.Use(text);
            foreach (var o in orders)
                [|text|] += o.Name;
            shop.Use(text);
            """),
        Shop.In("""
            var text = "Orders: ";
            shop.Use(text);
            text += string.Concat(orders.Select(o => o.Name));
            shop.Use(text);
            """),
        StringGrowthInLoopFix.Join);

    [Theory]
    [InlineData("foreach (var o in orders) { if (text.Length > 0) [|text|] += \", \"; text += o.Name; }")]
    [InlineData("foreach (var o in orders) { if (text.Length > 0) [|text|] += o.Name; text += o.Id; }")]
    [InlineData("foreach (var o in orders) { if (text.Length > 5) [|text|] += \", \"; text += o.Id; }")]
    [InlineData("foreach (var o in orders) { [|text|] += await Task.FromResult(o.Name); }")]
    [InlineData("foreach (var o in orders) { [|text|] += o.Name; shop.Use(o); }")]
    [InlineData("foreach (var o in orders) { [|text|] += o.Name; if (o.Id == 4) break; }")]
    [InlineData("foreach (var o in orders) { [|text|] = text + o.Id + o.CustomerId; }")]
    [InlineData("var n = 0; foreach (var o in orders) { [|text|] += n++; }")]
    [InlineData("foreach (var o in orders) { [|text|] += o.Name; /* each */ }")]
    [InlineData("foreach (object o in orders) [|text|] += o;")]
    [InlineData("foreach (var o in orders.AsQueryable()) [|text|] += o.Name;")]
    public Task OffersNoFix_by_joining_where_the_loop_does_more(string loop)
    {
        var source = Shop.In($$"""
            var text = "";
            {{loop}}
            shop.Use(text);
            """);
        return new Verify.Test { TestCode = source, FixedCode = source, CodeActionEquivalenceKey = StringGrowthInLoopFix.Join }.RunAsync(TestContext.Current.CancellationToken);
    }
}
