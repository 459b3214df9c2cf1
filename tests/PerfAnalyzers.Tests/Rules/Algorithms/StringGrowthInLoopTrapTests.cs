using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<StringGrowthInLoopAnalyzer, StringGrowthInLoopFix>;

/// <summary>What looks like a growing text, and texts that a builder would change.</summary>
public sealed class StringGrowthInLoopTrapTests
{
    [Theory]
    [InlineData("foreach (var o in orders) {|#0:Line(o.Name)|}; shop.Use(text);", "private void Line(string line) => text += line + \"\\n\";")]
    [InlineData("foreach (var o in orders) { this.{|#0:Line(o.Name)|}; foreach (var l in o.Lines) Line(l.Sku); } shop.Use(text);", "private void Line(string line) { shop(line); text = text + line; } private void shop(string s) { }")]
    public Task Reports_what_a_method_adds_in_each_call(string statements, string members) => new Verify.Test
    {
        TestCode = Shop.In(statements, "private string text = \"\";\n" + members),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4004", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var o in orders) { text = \"\"; Line(o.Name); shop.Use(text); }", "private void Line(string line) => text += line;")]
    [InlineData("foreach (var o in orders) { Begin(); Line(o.Name); shop.Use(text); }", "private void Begin() { text = \"\"; } private void Line(string line) => text += line;")]
    [InlineData("foreach (var o in orders) Line(o.Name); shop.Use(text);", "private void Line(string line) { if (line.Length > 20) text += line; }")]
    [InlineData("foreach (var o in orders) Line(o.Name); shop.Use(text);", "private void Line(string line) { if (text.Length > 90) text = \"\"; text += line; }")]
    [InlineData("foreach (var o in orders) Line(o.Name); shop.Use(text);", "private void Line(string line) { text = line; text += line; }")]
    [InlineData("Line(orders[0].Name); shop.Use(text);", "private void Line(string line) => text += line;")]
    [InlineData("foreach (var o in orders) new Desk().Line(o.Name); shop.Use(text);", "private void Line(string line) => text += line;")]
    public Task StaysSilent_when_a_method_begins_anew_or_adds_seldom(string statements, string members) => Verify.SilentAsync(Shop.In(statements, "private string text = \"\";\n" + members));

    [Theory]
    [InlineData("var all = new Microsoft.AspNetCore.Http.PathString(\"/a\"); foreach (var n in names) all += new Microsoft.AspNetCore.Http.PathString(\"/\" + n); shop.Use(all);")]
    [InlineData("var all = default(Microsoft.Extensions.Primitives.StringValues); foreach (var n in names) all = Microsoft.Extensions.Primitives.StringValues.Concat(all, n); shop.Use(all);")]
    [InlineData("FormattableString all = $\"\"; foreach (var n in names) all = $\"{n}\"; shop.Use(all);")]
    [InlineData("string? text = null; foreach (var n in names) { text ??= \"\"; if (text == \"\") text += n; } shop.Use(text);")]
    [InlineData("string? text = null; foreach (var n in names) text = text ?? n; shop.Use(text);")]
    [InlineData("var parts = new[] { orders[0].Name, names[0], names[1] }; var text = \"\"; foreach (var p in parts) text += p; shop.Use(text);")]
    [InlineData("var isFirst = true; var text = \"\"; foreach (var n in names) { if (isFirst) { isFirst = false; text += n; } else shop.Use(n); } shop.Use(text);")]
    [InlineData("foreach (var o in orders) switch (o) { case { Name: var text }: text += \".\"; shop.Use(text); break; }")]
    [InlineData("var d = names.ToDictionary(n => n); foreach (var o in orders) d[o.Name] = d[o.Name] + o.Id; shop.Use(d);")]
    public Task StaysSilent_when_it_is_of_another_type_or_grows_once(string statements) => Verify.SilentAsync(Shop.In(statements));

    [Theory]
    [InlineData("public string Text { get => text; set { text = value; Changed?.Invoke(); } } private string text = \"\"; public event Action? Changed;", "{|PERF4004:Text|} += o.Name;")]
    [InlineData("public string Text { get; set; } = \"\";", "{|PERF4004:Text|} += o.Name;")]
    [InlineData("private string text = \"\"; public string Text => text;", "{|PERF4004:text|} += o.Name;")]
    [InlineData("private static volatile string text = \"\";", "{|PERF4004:text|} += o.Name;")]
    public Task OffersNoFix_when_somebody_may_watch_the_text_grow(string members, string statement) => Verify.NoFixAsync(Shop.Class(
        members + "\npublic void Run(List<Order> orders)\n{\n    foreach (var o in orders)\n        " + statement + "\n}"));

    [Theory]
    [InlineData("if (text == o.Name) shop.Use(o);")]
    [InlineData("if (text.EndsWith(\",\")) shop.Use(o);")]
    [InlineData("shop.Use(text);")]
    [InlineData("shop.Use(text[0]);")]
    public Task OffersNoFix_when_each_round_reads_it(string reading) => Verify.NoFixAsync(Shop.In(
        "var text = \"\";\nforeach (var o in orders)\n{\n    [|text|] += o.Name;\n    " + reading + "\n}\nshop.Use(text);"));

    /// <summary>A builder knows its length as well.</summary>
    [Fact]
    public Task Fixes_where_each_round_asks_for_the_length_only() => Verify.FixAsync(
        Shop.In("var text = \"\";\nforeach (var o in orders)\n{\n    [|text|] += o.Name;\n    if (text.Length > o.Id) shop.Use(o);\n}\nshop.Use(text);"),
        "using System.Text;\n\n" + Shop.In("var textBuilder = new StringBuilder();\nforeach (var o in orders)\n{\n    textBuilder.Append(o.Name);\n    if (textBuilder.Length > o.Id) shop.Use(o);\n}\nshop.Use(textBuilder.ToString());"),
        StringGrowthInLoopFix.UseStringBuilder);

    [Fact]
    public Task Fixes_and_keeps_reads_that_come_after() => Verify.FixAsync(
        Shop.In("var text = \"\";\nforeach (var o in orders)\n{\n    [|text|] += o.Name;\n    if (o.Id > 3)\n        break;\n}\nif (text.Length > 3 && text.EndsWith(\",\"))\n    shop.Use(text);"),
        "using System.Text;\n\n" + Shop.In("var textBuilder = new StringBuilder();\nforeach (var o in orders)\n{\n    textBuilder.Append(o.Name);\n    if (o.Id > 3)\n        break;\n}\nvar text = textBuilder.ToString();\nif (text.Length > 3 && text.EndsWith(\",\"))\n    shop.Use(text);"),
        StringGrowthInLoopFix.UseStringBuilder);

    [Fact]
    public Task OffersNoFix_when_the_loop_is_left_by_a_jump() => Verify.NoFixAsync(Shop.In(
        "var text = \"\";\nforeach (var o in orders)\n{\n    [|text|] += o.Name;\n    if (o.Id == 3)\n        goto done;\n    if (o.Id == 4)\n        goto again;\n}\ndone:\nshop.Use(text);\nagain:\nshop.Use(1);"));

    [Fact]
    public Task Fixes_a_text_that_two_loops_add_to_with_one_builder() => Verify.FixAsync(
        Shop.In("var text = \"\";\nforeach (var o in orders)\n{\n    [|text|] += o.Name;\n    shop.Use(o);\n}\nforeach (var c in customers)\n{\n    [|text|] += c.Name;\n    shop.Use(c);\n}\nshop.Use(text);"),
        "using System.Text;\n\n" + Shop.In("var textBuilder = new StringBuilder();\nforeach (var o in orders)\n{\n    textBuilder.Append(o.Name);\n    shop.Use(o);\n}\nforeach (var c in customers)\n{\n    textBuilder.Append(c.Name);\n    shop.Use(c);\n}\nshop.Use(textBuilder.ToString());"),
        StringGrowthInLoopFix.UseStringBuilder);
}
