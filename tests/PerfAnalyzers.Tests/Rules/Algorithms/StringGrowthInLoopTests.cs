using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<StringGrowthInLoopAnalyzer, StringGrowthInLoopFix>;

public sealed partial class StringGrowthInLoopTests
{
    [Fact]
    public Task Reports_the_text_and_what_it_grows_with() => Verify.ReportsAsync(
        Shop.In("""
            var text = "";
            foreach (var order in orders)
                {|#0:text|} += order.Name + "\n";
            shop.Use(text);
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("text", "orders", "append to a StringBuilder").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task Reports_a_text_that_grows_at_its_start() => Verify.ReportsAsync(
        Shop.In("""
            var text = "";
            foreach (var order in orders)
                {|#0:text|} = $"<li>{order.Name}</li>" + text;
            shop.Use(text);
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("text", "orders", "collect the parts in a list, and join them in reverse").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("[|text|] += o.Name;")]
    [InlineData("[|text|] = text + o.Name;")]
    [InlineData("[|text|] = text + o.Name + \", \";")]
    [InlineData("[|text|] = (text + o.Name) + o.Id;")]
    [InlineData("[|text|] = $\"{text}, {o.Name}\";")]
    [InlineData("[|text|] = string.Concat(text, o.Name);")]
    [InlineData("[|text|] = string.Concat(text, o.Name, \"a\", \"b\", \"c\");")]
    [InlineData("[|text|] = $\"<b>{text}</b>{o.Id}\";")]
    [InlineData("[|text|] = \"(\" + text + o.Id + \")\";")]
    [InlineData("[|text|] = text == \"\" ? o.Name : text + \", \" + o.Name;")]
    [InlineData("if (text != \"\") [|text|] += \", \"; text += o.Name;")]
    [InlineData("if (o.Id > 3) [|text|] += o.Name;")]
    [InlineData("{ var part = \"\"; part += o.Name; [|text|] += part; }")]
    [InlineData("try { [|text|] += o.Name; } catch (Exception) { }")]
    public Task Reports_every_form_of_growth(string statement) => Verify.ReportsAsync(Shop.In($$"""
        var text = "";
        foreach (var o in orders)
        {
            {{statement}}
        }
        shop.Use(text);
        """));

    [Theory]
    [InlineData("foreach (var o in orders) [|text|] += o.Name;")]
    [InlineData("for (var i = 0; i < orders.Count; i++) [|text|] += orders[i].Name;")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) [|text|] += orders[i].Name;")]
    [InlineData("orders.ForEach(o => [|text|] += o.Name);")]
    [InlineData("Array.ForEach(orders.ToArray(), o => [|text|] += o.Name);")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) [|text|] += line.Sku;")]
    [InlineData("foreach (var o in orders.Select(o => o.Name)) [|text|] += o;")]
    [InlineData("foreach (var (id, name) in orders.Select(o => (o.Id, o.Name))) [|text|] += name;")]
    [InlineData("foreach (var o in orders) { foreach (var kind in new[] { 1, 2 }) [|text|] += kind; }")]
    [InlineData("var i = 0; while (i < orders.Count) { [|text|] += orders[i].Name; i++; }")]
    [InlineData("using var reader = new StreamReader(\"a\"); string? line; while ((line = reader.ReadLine()) != null) [|text|] += line;")]
    [InlineData("await Task.Run(() => { foreach (var o in orders) [|text|] += o.Name; });")]
    [InlineData("foreach (var o in orders) switch (o.Id) { case 1: [|text|] += \"a\"; break; default: text += \"b\"; break; }")]
    public Task Reports_in_every_form_of_loop(string statement) => Verify.ReportsAsync(Shop.In($$"""
        var text = "";
        {{statement}}
        shop.Use(text);
        """));

    [Theory]
    [InlineData("private string text = \"\"; public void Run(List<Order> orders) { foreach (var o in orders) [|text|] += o.Name; }")]
    [InlineData("private string text = \"\"; public void Run(List<Order> orders) { foreach (var o in orders) [|this.text|] = this.text + o.Name; }")]
    [InlineData("public string Text { get; set; } = \"\"; public void Run(List<Order> orders) { foreach (var o in orders) [|Text|] += o.Name; }")]
    [InlineData("public void Run(List<Order> orders, Customer target) { foreach (var o in orders) [|target.Name|] += o.Name; }")]
    [InlineData("public string Run(List<Order> orders, string text) { foreach (var o in orders) [|text|] += o.Name; return text; }")]
    [InlineData("public void Run(IEnumerable<Order> orders, ref string text) { foreach (var o in orders) [|text|] += o.Name; }")]
    [InlineData("public string Run(int count) { var result = \"\"; for (var i = 0; i < count; i++) [|result|] += i; return result; }")]
    [InlineData("public string Run(Order first) { var text = \"\"; var work = new Queue<Order>(); work.Enqueue(first); while (work.Count > 0) { var o = work.Dequeue(); [|text|] = text + o.Name + Environment.NewLine; if (o.Id > 3) work.Enqueue(first); } return text; }")]
    [InlineData("public string Run(Dictionary<int, Order> known) { var text = \"\"; var work = new List<int> { 1 }; while (work.Count > 0) { var id = work[0]; work.RemoveAt(0); if (!known.TryGetValue(id, out var o)) continue; [|text|] += o.Name; work.AddRange(o.CustomerIds); } return text; }")]
    public async Task Reports_what_outlives_the_loop_as_a_suggestion_where_no_size_is_seen(string members)
    {
        members = members.Replace("[|", "{|#0:").Replace("|]", "|}");
        await new Verify.Test
        {
            TestCode = Shop.Class(members),
            ExpectedDiagnostics = { new DiagnosticResult("PERF4004", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        }.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("foreach (var o in orders) o.Name += \"!\";")]
    [InlineData("foreach (var o in orders) o.Customer.Name += \"!\";")]
    [InlineData("foreach (var o in orders) { var text = o.Name; text += \"!\"; shop.Use(text); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) orders[i].Name += \"!\";")]
    [InlineData("foreach (var o in orders) if (o is { Name: var text }) { text += \"!\"; shop.Use(text); }")]
    [InlineData("foreach (var o in orders) { var (text, id) = (o.Name, o.Id); text += id; shop.Use(text); }")]
    [InlineData("foreach (var o in orders) { var current = o; current.Name += \"!\"; }")]
    [InlineData("foreach (var text in names) { var copy = text; copy += \"!\"; shop.Use(copy); }")]
    public Task StaysSilent_when_the_text_belongs_to_the_element(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders) { text = \"\"; text += o.Name; shop.Use(text); }")]
    [InlineData("var work = new Stack<Order>(orders); while (work.Count > 0) { var o = work.Pop(); text = o.Name; text += o.Id; shop.Use(text); if (o.Id > 3) work.Push(orders[0]); }")]
    [InlineData("foreach (var o in orders) { text = o.Name; text = text + \"!\"; shop.Use(text); }")]
    [InlineData("foreach (var o in orders) { text += o.Name; if (text.Length > 1000) { shop.Use(text); text = \"\"; } }")]
    [InlineData("foreach (var o in orders) { (text, var id) = (o.Name, o.Id); text += id; shop.Use(text); }")]
    [InlineData("foreach (var o in orders) { Take(out text); text += o.Name; shop.Use(text); } static void Take(out string t) => t = \"\";")]
    [InlineData("foreach (var o in orders) { text += o.Name; break; }")]
    [InlineData("foreach (var o in orders) { if (o.Id == 3) { text += o.Name; break; } }")]
    [InlineData("foreach (var o in orders) { if (text == \"\") text += o.Name; }")]
    [InlineData("foreach (var o in orders) { if (string.IsNullOrEmpty(text)) text += o.Name; }")]
    [InlineData("var first = true; foreach (var o in orders) { if (first) { text += o.Name; first = false; } }")]
    [InlineData("foreach (var o in orders) { text = text ?? o.Name; }")]
    [InlineData("foreach (var o in orders) { text ??= o.Name; }")]
    [InlineData("foreach (var o in orders) { text = o.Name + o.Id; shop.Use(text); }")]
    public Task StaysSilent_when_the_text_starts_again_or_grows_once(string statement) => Verify.SilentAsync(Shop.In($$"""
        var text = "";
        {{statement}}
        shop.Use(text);
        """));

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) text += i;")]
    [InlineData("for (var i = 0; i < 64; i++) text += i;")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) text += day;")]
    [InlineData("foreach (var part in new[] { \"a\", \"b\" }) text += part;")]
    [InlineData("foreach (var part in \"a,b\".Split(',')) text += part;")]
    [InlineData("foreach (var name in names.Take(10)) text += name;")]
    [InlineData("foreach (var c in \"abc\") text += c;")]
    [InlineData("foreach (var property in typeof(string).GetProperties()) text += property.Name;")]
    [InlineData("for (var attempt = 0; attempt < orders.Count; attempt++) text += attempt;")]
    [InlineData("Exception? e = new Exception(); while (e != null) { text += e.Message; e = e.InnerException; }")]
    [InlineData("while (true) { text += \".\"; await Task.Delay(10); }")]
    [InlineData("do { text += \".\"; } while (false);")]
    [InlineData("foreach (var chunk in orders.Chunk(100)) text += chunk.Length;")]
    [InlineData("shop.Use(Code(8)); string Code(int length) { var code = \"\"; for (var i = 0; i < length; i++) code += Random.Shared.Next(10); return code; }")]
    [InlineData("shop.Use(Pad(8)); static string Pad(int maxDigits) { var code = \"\"; for (var i = 0; i < maxDigits; i++) code = string.Concat(code, \"0\"); return code; }")]
    public Task StaysSilent_when_there_are_few_rounds_or_their_number_is_no_size(string statement) => Verify.SilentAsync(Shop.In($$"""
        var text = "";
        {{statement}}
        shop.Use(text);
        """));

    [Theory]
    [InlineData("public static string EscapeCell(string cell) { var text = \"\"; foreach (var c in cell) {|#0:text|} += c == '|' ? \"||\" : c.ToString(); return text; }")]
    [InlineData("public static string Encode(string value) { var text = \"\"; for (var i = 0; i < value.Length; i++) {|#0:text|} = string.Concat(text, (int)value[i]); return text; }")]
    [InlineData("public static string Compress(string value) { var text = \"\"; var at = 0; while (at < value.Length) { var run = 1; while (at + run < value.Length && value[at + run] == value[at]) run++; {|#0:text|} += value[at]; at += run; } return text; }")]
    public Task Reports_texts_that_are_put_into_another_form_sign_by_sign_as_a_suggestion(string member) => new Verify.Test
    {
        TestCode = Shop.Class(member),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4004", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("public static string Initials(string value) { var text = \"\"; foreach (var c in value) text += char.IsUpper(c) ? c.ToString() : \"\"; return text; }")]
    [InlineData("public static string EncodeName(Customer customer) { var text = \"\"; foreach (var c in customer.Name) text += c + \"-\"; return text; }")]
    [InlineData("public static string Letters(string value) { var text = \"\"; var at = 0; while (at < value.Length) { text += value[at]; at += 2; } return text; }")]
    [InlineData("public static string Label(List<Order> orders) { var pattern = \"\"; foreach (var o in orders) pattern += o.Name; return pattern; }")]
    public Task StaysSilent_when_it_goes_through_a_text_that_may_be_a_name(string member) => Verify.SilentAsync(Shop.Class(member));

    [Fact]
    public Task StaysSilent_in_a_type_converter() => Verify.SilentAsync("""
        using System.ComponentModel;
        using System.Globalization;

        public class ListConverter : TypeConverter
        {
            public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType)
            {
                var text = "";
                for (var i = 0; i < ((IList<int>)value!).Count; i++)
                    text += ((IList<int>)value)[i] + ",";

                return text;
            }
        }
        """);

    [Theory]
    [InlineData("var count = 0; foreach (var o in orders) count += o.Id; shop.Use(count);")]
    [InlineData("var d = new Dictionary<int, string>(); foreach (var o in orders) { d.TryAdd(o.CustomerId, \"\"); d[o.CustomerId] += o.Name; }")]
    [InlineData("var a = new string[100]; foreach (var o in orders) a[o.Id % 100] += o.Name;")]
    [InlineData("Action? all = null; foreach (var o in orders) all += () => shop.Use(o);")]
    [InlineData("var path = new Path(); foreach (var o in orders) path += o.Name; shop.Use(path);")]
    [InlineData("foreach (var o in orders) { Func<string> later = () => { var text = \"\"; text += o.Name; return text; }; shop.Use(later); }")]
    [InlineData("var text = \"\"; Action<Order> add = o => text += o.Name; shop.Use(add);")]
    [InlineData("var text = \"\"; foreach (var o in orders) { try { shop.Use(o); } catch (Exception e) { text += e.Message; } } shop.Use(text);")]
    [InlineData("var sb = new System.Text.StringBuilder(); foreach (var o in orders) sb.Append(o.Name); shop.Use(sb);")]
    public Task StaysSilent_when_it_is_no_growing_text(string statement) => Verify.SilentAsync(Shop.In(
        statement,
        "public sealed class Path { public static Path operator +(Path path, string part) => path; }"));

    [Theory]
    [InlineData("foreach (var error in result.Errors) text += error;")]
    [InlineData("foreach (var failure in result.Failures) text += failure.Text;")]
    public Task StaysSilent_when_the_text_tells_what_went_wrong(string statement) => Verify.SilentAsync(Shop.Class($$"""
        public sealed record Failure(string Text);
        public sealed record Result(List<string> Errors, List<Failure> Failures);
        public string Run(Result result)
        {
            var text = "";
            {{statement}}
            return text;
        }
        """));

    [Theory]
    [InlineData("foreach (var line in order.Lines) text += line.Sku;")]
    [InlineData("foreach (var c in order.Name) text += c;")]
    [InlineData("foreach (System.Text.RegularExpressions.Match m in System.Text.RegularExpressions.Regex.Matches(order.Name, \"[a-z]+\")) text += m.Value;")]
    [InlineData("foreach (var m in System.Text.RegularExpressions.Regex.Matches(order.Name, \"[a-z]+\").Where(m => m.Length > 3)) text += m.Value;")]
    [InlineData("for (var i = 0; i < order.Name.Length - 4; i++) text += '*';")]
    public Task StaysSilent_when_the_elements_belong_to_one_thing(string statement) => Verify.SilentAsync(Shop.Class($$"""
        public string Run(Order order)
        {
            var text = "";
            {{statement}}
            return text;
        }
        """));

    [Fact]
    public Task StaysSilent_in_an_expression_tree() => Verify.SilentAsync(Shop.Class("""
        public IQueryable<string> Run(IQueryable<Order> orders, string text) =>
            orders.Select(o => text + o.Lines.Select(l => text + l.Sku).FirstOrDefault());
        """));

    [Theory]
    [InlineData("shop.Use(orders.Aggregate(0, (sum, o) => sum + o.Id));")]
    [InlineData("shop.Use(orders.Aggregate(\"\", (last, o) => o.Name));")]
    [InlineData("shop.Use(orders.Aggregate(\"\", (longest, o) => o.Name.Length > longest.Length ? o.Name : longest));")]
    [InlineData("shop.Use(new[] { \"a\", \"b\" }.Aggregate((a, b) => a + b));")]
    [InlineData("shop.Use(orders.Select(o => o.Lines.Aggregate(\"\", (text, l) => text + l.Sku)).ToList());")]
    [InlineData("shop.Use(Enum.GetNames<DayOfWeek>().Aggregate((a, b) => a + \", \" + b));")]
    [InlineData("shop.Use(System.Security.Cryptography.SHA256.HashData(new byte[4]).Aggregate(\"\", (hex, b) => hex + b.ToString(\"x2\")));")]
    [InlineData("shop.Use(orders.AsQueryable().Select(o => o.Lines.Select(l => l.Sku).Aggregate((a, b) => a + b)).ToList());")]
    public Task StaysSilent_when_what_is_folded_is_no_text_or_stays_short(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Fact]
    public Task Reports_texts_of_the_rows_of_one_owner_as_a_suggestion() => new Verify.Test
    {
        TestCode = """
            using Microsoft.EntityFrameworkCore;

            public class Invoice { public int Id { get; set; } public int CustomerId { get; set; } public string Number { get; set; } = ""; }
            public class Db : DbContext { public DbSet<Invoice> Invoices => Set<Invoice>(); }
            public class Export
            {
                public async Task<string> WriteAsync(Db db, int customerId)
                {
                    var csv = "number";
                    foreach (var invoice in await db.Invoices.Where(i => i.CustomerId == customerId).ToListAsync())
                        {|#0:csv|} += invoice.Number + ";";

                    return csv;
                }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("PERF4004", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task OffersNoFix_when_a_text_is_folded() => Verify.NoFixAsync(Shop.In("shop.Use(names.[|Aggregate|]((a, b) => a + \", \" + b));"));
}
