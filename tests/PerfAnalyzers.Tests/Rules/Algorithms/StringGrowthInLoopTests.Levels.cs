using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<StringGrowthInLoopAnalyzer, StringGrowthInLoopFix>;

/// <summary>What is a warning, and what a suggestion.</summary>
public sealed partial class StringGrowthInLoopTests
{
    /// <summary>Single values with something between them are mostly a message and stay short; lines and rows of values do not.</summary>
    [Theory]
    [InlineData("{|#0:text|} += order.Name;", DiagnosticSeverity.Info)]
    [InlineData("{|#0:text|} += \", \" + order.Name;", DiagnosticSeverity.Info)]
    [InlineData("{|#0:text|} += $\"{order.Name.Trim()} \";", DiagnosticSeverity.Info)]
    [InlineData("{ {|#0:text|} += order.Name; text += \", \"; }", DiagnosticSeverity.Info)]
    [InlineData("{|#0:text|} = text + \", \" + order.Name;", DiagnosticSeverity.Info)]
    [InlineData("{|#0:kept|} = kept + \", \" + order.Name;", DiagnosticSeverity.Info)]
    [InlineData("{|#0:text|} += Shown(order.Name);", DiagnosticSeverity.Info)]
    [InlineData("{ var id = order.Id; var name = order.Name; {|#0:text|} += id + \";\" + name; }", DiagnosticSeverity.Warning)]
    [InlineData("{|#0:text|} += string.Concat(order.Id, \";\", order.Name);", DiagnosticSeverity.Warning)]
    [InlineData("{|#0:kept|} = $\"{kept}{order.Id};{order.Name}\";", DiagnosticSeverity.Warning)]
    [InlineData("{|#0:text|} += $\"{order.Id};{order.Name}\";", DiagnosticSeverity.Warning)]
    [InlineData("{|#0:text|} += $\"<td>{order.Name}</td>\";", DiagnosticSeverity.Warning)]
    [InlineData("{|#0:text|} += order.Name + Environment.NewLine;", DiagnosticSeverity.Warning)]
    [InlineData("{ {|#0:text|} += order.Name; text += \"\\r\\n\"; }", DiagnosticSeverity.Warning)]
    [InlineData("{ {|#0:text|} += order.Id; text += \";\"; text += order.Name; }", DiagnosticSeverity.Warning)]
    public Task Warns_of_lines_and_rows(string statement, DiagnosticSeverity severity) => new Verify.Test
    {
        TestCode = Shop.In("var text = \"\"; foreach (var order in orders) " + statement + " shop.Use(text);", "private string kept = \"\"; private static string Shown(string name) => name;\n"),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4004", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("shop.Use(orders.[|Aggregate|](\"\", (text, o) => text + o.Name + \"\\n\"));", DiagnosticSeverity.Warning)]
    [InlineData("shop.Use(orders.[|Aggregate|](\"\", (text, o) => { return $\"{text}{o.Id} {o.Name};\"; }));", DiagnosticSeverity.Warning)]
    [InlineData("shop.Use(names.[|Aggregate|]((a, b) => a + Environment.NewLine + b));", DiagnosticSeverity.Warning)]
    [InlineData("shop.Use(orders.[|Aggregate|](\"\", (text, o) => text + o.Name));", DiagnosticSeverity.Info)]
    [InlineData("shop.Use(orders.[|Aggregate|](\"\", (text, o) => text + o.Name + \", \").TrimEnd());", DiagnosticSeverity.Info)]
    [InlineData("shop.Use(orders.[|Aggregate|](\"\", (text, o) => { return $\"{text}{o.Name};\"; }));", DiagnosticSeverity.Info)]
    [InlineData("shop.Use(names.[|Aggregate|]((a, b) => a + \", \" + b));", DiagnosticSeverity.Info)]
    [InlineData("shop.Use(names.[|Aggregate|]((a, b) => string.Concat(a, b)));", DiagnosticSeverity.Info)]
    [InlineData("shop.Use(orders.Where(o => o.Id > 0).Select(o => o.Name).ToList().[|Aggregate|]((a, b) => b + a));", DiagnosticSeverity.Info)]
    public Task Reports_texts_that_are_folded(string statement, DiagnosticSeverity severity) => new Verify.Test
    {
        TestCode = Shop.In(statement.Replace("[|", "{|#0:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal)),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4004", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);
}
