using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<StringGrowthInLoopAnalyzer, StringGrowthInLoopFix>;

public sealed class StringGrowthInLoopFixTests
{
    private const string Using = "using System.Text;\n\n";

    [Theory]
    [InlineData("[|text|] += o.Name", "textBuilder.Append(o.Name)")]
    [InlineData("[|text|] += o.Id", "textBuilder.Append(o.Id)")]
    [InlineData("[|text|] += 'c'", "textBuilder.Append('c')")]
    [InlineData("[|text|] += o.Name + \", \"", "textBuilder.Append(o.Name).Append(\", \")")]
    [InlineData("[|text|] += 1 + 2", "textBuilder.Append(1 + 2)")]
    [InlineData("[|text|] += 'a' + 'b'", "textBuilder.Append('a' + 'b')")]
    [InlineData("[|text|] += \"a\" + \"b\" + o.Id", "textBuilder.Append(\"a\" + \"b\").Append(o.Id)")]
    [InlineData("[|text|] += $\"{o.Id}: {o.Name}\"", "textBuilder.Append($\"{o.Id}: {o.Name}\")")]
    [InlineData("[|text|] += o.Weight", "textBuilder.Append(o.Weight)")]
    [InlineData("[|text|] += o.Code", "textBuilder.Append(o.Code)")]
    [InlineData("[|text|] += o.AgentId", "textBuilder.Append(o.AgentId)")]
    [InlineData("[|text|] += o.Customer", "textBuilder.Append(o.Customer)")]
    [InlineData("[|text|] += o.Id > 3 ? o.Name : \"none\"", "textBuilder.Append(o.Id > 3 ? o.Name : \"none\")")]
    [InlineData("[|text|] += await Task.FromResult(o.Name)", "textBuilder.Append(await Task.FromResult(o.Name))")]
    [InlineData("[|text|] = text + o.Name", "textBuilder.Append(o.Name)")]
    [InlineData("[|text|] = text + o.Name + o.Id", "textBuilder.Append(o.Name).Append(o.Id)")]
    [InlineData("[|text|] = text + (o.Name + o.Id)", "textBuilder.Append(o.Name).Append(o.Id)")]
    [InlineData("[|text|] = text + (o.Id + o.CustomerId)", "textBuilder.Append(o.Id + o.CustomerId)")]
    [InlineData("[|text|] = $\"{text}, {o.Name}\"", "textBuilder.Append($\", {o.Name}\")")]
    [InlineData("[|text|] = string.Concat(text, o.Name, \";\")", "textBuilder.Append(o.Name).Append(\";\")")]
    public Task Fixes_each_form_of_growth(string before, string after) => Verify.FixAsync(
        Shop.In($$"""
            var text = "";
            foreach (var o in orders)
                {{before}};
            shop.Use(text);
            """),
        Using + Shop.In($$"""
            var textBuilder = new StringBuilder();
            foreach (var o in orders)
                {{after}};
            shop.Use(textBuilder.ToString());
            """),
        StringGrowthInLoopFix.UseStringBuilder);

    [Theory]
    [InlineData("if (text.Length > 0)", "if (textBuilder.Length > 0)")]
    [InlineData("if (text != \"\")", "if (textBuilder.Length > 0)")]
    [InlineData("if (text != string.Empty)", "if (textBuilder.Length > 0)")]
    [InlineData("if (!string.IsNullOrEmpty(text))", "if (textBuilder.Length > 0)")]
    public Task Fixes_with_tests_for_the_first_element(string before, string after) => Verify.FixAsync(
        Shop.In($$"""
            string text = string.Empty;
            foreach (var o in orders)
            {
                {{before}}
                    [|text|] += ", ";
                text += o.Name;
            }

            if (text.EndsWith(","))
                text = text.Trim();
            shop.Use(text);
            """),
        Using + Shop.In($$"""
            var textBuilder = new StringBuilder();
            foreach (var o in orders)
            {
                {{after}}
                    textBuilder.Append(", ");
                textBuilder.Append(o.Name);
            }
            string text = textBuilder.ToString();

            if (text.EndsWith(","))
                text = text.Trim();
            shop.Use(text);
            """));

    [Fact]
    public Task Fixes_the_statements_around_and_loops_that_follow() => Verify.FixAsync(
        Shop.In("""
            var text = "Orders:";
            text += Environment.NewLine;
            foreach (var o in orders)
            {
                [|text|] += o.Name; // each
                foreach (var line in o.Lines)
                    text += line.Sku;
            }

            text += "Customers:";
            foreach (var c in customers) { {|PERF4004:text|} += c.Name; }
            text += "."; // end
            shop.Use(text);
            shop.Use(text);
            """),
        Using + Shop.In("""
            var textBuilder = new StringBuilder("Orders:");
            textBuilder.Append(Environment.NewLine);
            foreach (var o in orders)
            {
                textBuilder.Append(o.Name); // each
                foreach (var line in o.Lines)
                    textBuilder.Append(line.Sku);
            }

            textBuilder.Append("Customers:");
            foreach (var c in customers) { textBuilder.Append(c.Name); }
            textBuilder.Append("."); // end
            var text = textBuilder.ToString();
            shop.Use(text);
            shop.Use(text);
            """));

    [Fact]
    public Task Fixes_around_the_loop_where_the_text_is_used_before() => Verify.FixAsync(
        Shop.In("""
            var text = "a";
            shop.Use(text);
            if (orders.Count > 0)
            {
                foreach (var o in orders)
                    [|text|] += o.Name;
            }

            shop.Use(text);
            """),
        Using + Shop.In("""
            var text = "a";
            shop.Use(text);
            if (orders.Count > 0)
            {
                var textBuilder = new StringBuilder(text);
                foreach (var o in orders)
                    textBuilder.Append(o.Name);
                text = textBuilder.ToString();
            }

            shop.Use(text);
            """),
        StringGrowthInLoopFix.UseStringBuilder);

    [Fact]
    public Task Fixes_a_callback_that_runs_at_once() => Verify.FixAsync(
        Shop.In("""
            var text = "";
            orders.ForEach(o => [|text|] += o.Name);
            shop.Use(text);
            """),
        Using + Shop.In("""
            var textBuilder = new StringBuilder();
            orders.ForEach(o => textBuilder.Append(o.Name));
            shop.Use(textBuilder.ToString());
            """));

    [Fact]
    public Task Fixes_what_a_method_returns() => Verify.FixAsync(
        "using System.Text;\n" + Shop.Class("""
            public string Run(List<Order> orders)
            {
                var result = "";
                for (var i = 0; i < orders.Count; i++)
                {
                    [|result|] += orders[i].Name;
                    if (i > 5)
                        break;
                }

                return result.Trim();
            }
            """),
        "using System.Text;\n" + Shop.Class("""
            public string Run(List<Order> orders)
            {
                var resultBuilder = new StringBuilder();
                for (var i = 0; i < orders.Count; i++)
                {
                    resultBuilder.Append(orders[i].Name);
                    if (i > 5)
                        break;
                }

                return resultBuilder.ToString().Trim();
            }
            """));

    [Theory]
    [InlineData("string? text = null;", "[|text|] += o.Name;")]
    [InlineData("var text = orders[0].Name;", "[|text|] += o.Name;")]
    [InlineData("var text = \"\";", "[|text|] += o.Name; shop.Use(text);")]
    [InlineData("var text = \"\";", "[|text|] += o.Name; if (text.EndsWith(\"a\")) continue;")]
    [InlineData("var text = \"\";", "[|text|] += text.Length + \",\";")]
    [InlineData("var text = \"\";", "[|text|] = o.Name + text;")]
    [InlineData("var text = \"\";", "[|text|] = \"(\" + text + \")\" + o.Id;")]
    [InlineData("var text = \"\";", "[|text|] = text == \"\" ? o.Name : text + \",\" + o.Name;")]
    [InlineData("var text = \"\";", "[|text|] += o.Name.ToCharArray(); shop.Use(o);")]
    [InlineData("var text = \"\";", "[|text|] += (dynamic)o.Name;")]
    [InlineData("var text = \"\";", "[|text|] += new Temperature(); shop.Use(o);")]
    [InlineData("var text = \"\";", "shop.Use([|text|] += o.Name);")]
    [InlineData("var text = \"\"; Func<string> read = () => text;", "[|text|] += o.Name; read();")]
    [InlineData("var text = \"\"; string Read() => text;", "[|text|] += o.Name; Read();")]
    [InlineData("var text = \"\";", "[|text|] += o.Name; if (o.Id == 7) goto done;")]
    [InlineData("var text = \"\";", "try { [|text|] += o.Name + Fail(); } catch (Exception) { }")]
    [InlineData("var text = \"\";", "[|text|] += o.Name; if (o.Id == 9) { shop.Use(nameof(text)); }")]
    public Task OffersNoFix_when_the_text_could_differ_or_is_read_meanwhile(string declaration, string statement) => Verify.NoFixAsync(Shop.In($$"""
        {{declaration}}
        foreach (var o in orders)
        {
            {{statement}}
        }
        done:
        shop.Use(text);
        """, "public struct Temperature { public static implicit operator int(Temperature t) => 3; }\nprivate static string Fail() => throw new InvalidOperationException();"));

    [Fact]
    public Task OffersNoFix_when_a_failure_is_caught_outside() => Verify.NoFixAsync(Shop.In("""
        var text = "";
        try
        {
            foreach (var o in orders)
                [|text|] += o.Name;
        }
        catch (Exception)
        {
            shop.Use(text);
        }
        """));

    [Theory]
    [InlineData("private string text = \"\"; public void Run(List<Order> orders) { foreach (var o in orders) [|text|] += o.Name; }")]
    [InlineData("public string Run(List<Order> orders, string text) { foreach (var o in orders) [|text|] += o.Name; return text; }")]
    [InlineData("public string Run(List<Order> orders) { var text = \"\"; ref var alias = ref text; foreach (var o in orders) [|text|] += o.Name + alias.Length; return text; }")]
    [InlineData("public string Run(List<Order> orders) { var text = \"\"; Parallel.ForEach(orders, o => [|text|] += o.Name); return text; }")]
    public Task OffersNoFix_when_others_see_the_text(string members) => Verify.NoFixAsync(Shop.Class(members.Replace("[|", "{|PERF4004:").Replace("|]", "|}")));
}
