using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>Where the index is built, and what is imported for it.</summary>
public sealed class LinearLookupInLoopPlaceTests
{
    [Theory]
    [InlineData(
        "foreach (var o in orders)\n    foreach (var line in o.Lines)\n        shop.Use(customers.[|Exists(c => c.Id == line.ProductId)|]);",
        "var customerIds = customers.Select(c => c.Id).ToHashSet();\nforeach (var o in orders)\n    foreach (var line in o.Lines)\n        shop.Use(customerIds.Contains(line.ProductId));")]
    [InlineData(
        "if (orders.Count > 0)\n    foreach (var o in orders)\n        shop.Use(codes.[|Contains(o.Code)|]); // each\nshop.Use(0);",
        "if (orders.Count > 0)\n{\n    var codeSet = codes.ToHashSet();\n    foreach (var o in orders)\n        shop.Use(codeSet.Contains(o.Code)); // each\n}\nshop.Use(0);")]
    [InlineData(
        "if (orders.Count > 900) shop.Use(1);\nelse if (orders.Count(o => codes.[|Contains(o.Code)|]) > 0) shop.Use(2);",
        "var codeSet = codes.ToHashSet();\nif (orders.Count > 900) shop.Use(1);\nelse if (orders.Count(o => codeSet.Contains(o.Code)) > 0) shop.Use(2);")]
    [InlineData(
        "switch (orders.Count)\n{\n    case > 3:\n        orders.RemoveAll(o => codes.[|Contains(o.Code)|]);\n        break;\n}",
        "switch (orders.Count)\n{\n    case > 3:\n        var codeSet = codes.ToHashSet();\n        orders.RemoveAll(o => codeSet.Contains(o.Code));\n        break;\n}")]
    [InlineData(
        "Func<int> count = () => orders.Count(o => codes.[|Contains(o.Code)|]);\nshop.Use(count);",
        "Func<int> count = () =>\n{\n    var codeSet = codes.ToHashSet();\n    return orders.Count(o => codeSet.Contains(o.Code));\n};\nshop.Use(count);")]
    [InlineData(
        "int Count() => orders.Count(o => codes.[|Contains(o.Code)|]);\nshop.Use(Count());",
        "int Count()\n{\n    var codeSet = codes.ToHashSet();\n    return orders.Count(o => codeSet.Contains(o.Code));\n}\nshop.Use(Count());")]
    [InlineData(
        "// Which are known?\nvar known = orders\n    .Where(o => codes.[|Contains(o.Code)|])\n    .ToList();\nshop.Use(known);",
        "// Which are known?\nvar codeSet = codes.ToHashSet();\nvar known = orders\n    .Where(o => codeSet.Contains(o.Code))\n    .ToList();\nshop.Use(known);")]
    [InlineData(
        "shop.Use((from o in orders where codes.[|Contains(o.Code)|] select o.Id).ToList());",
        "var codeSet = codes.ToHashSet();\nshop.Use((from o in orders where codeSet.Contains(o.Code) select o.Id).ToList());")]
    [InlineData(
        "var codeSet = 1;\nforeach (var o in orders)\n    shop.Use(codes.[|Contains(o.Code)|] ? codeSet : 0);",
        "var codeSet = 1;\nvar codeSet2 = codes.ToHashSet();\nforeach (var o in orders)\n    shop.Use(codeSet2.Contains(o.Code) ? codeSet : 0);")]
    [InlineData(
        "foreach (var o in orders)\n    shop.Use(codes.[|Contains(o.Code)|]);\nshop.Use(1);\nforeach (var o in orders)\n    shop.Use(codes.[|Contains(o.Code)|]);",
        "var codeSet = codes.ToHashSet();\nforeach (var o in orders)\n    shop.Use(codeSet.Contains(o.Code));\nshop.Use(1);\nforeach (var o in orders)\n    shop.Use(codeSet.Contains(o.Code));")]
    [InlineData(
        "foreach (var o in orders)\n    shop.Use(codes.[|Contains(o.Code)|]);\ncodes.Clear();\nforeach (var o in orders)\n    shop.Use(codes.[|Contains(o.Code)|]);",
        "var codeSet = codes.ToHashSet();\nforeach (var o in orders)\n    shop.Use(codeSet.Contains(o.Code));\ncodes.Clear();\nvar codeSet2 = codes.ToHashSet();\nforeach (var o in orders)\n    shop.Use(codeSet2.Contains(o.Code));")]
    public Task Fixes_before_the_outermost_loop(string before, string after) =>
        Verify.FixAsync(Shop.In(before), Shop.In(after), LinearLookupInLoopFix.BuildIndex);

    [Theory]
    [InlineData(
        "public int Run(List<Order> orders, List<Customer> customers) =>\n    orders.Count(o => customers.{|PERF4001:Exists(c => c.Id == o.CustomerId)|});",
        "public int Run(List<Order> orders, List<Customer> customers)\n{\n    var customerIds = customers.Select(c => c.Id).ToHashSet();\n    return orders.Count(o => customerIds.Contains(o.CustomerId));\n}")]
    [InlineData(
        "public int Run(List<Order> orders, ICollection<Customer> customers) =>\n    orders.Count(o => customers.{|PERF4001:Any(c => c.Id == o.CustomerId)|});",
        "public int Run(List<Order> orders, ICollection<Customer> customers)\n{\n    var customerIds = customers.Select(c => c.Id).ToHashSet();\n    return orders.Count(o => customerIds.Contains(o.CustomerId));\n}")]
    [InlineData(
        "public void Run(List<Order> orders, List<Customer> customers) => orders.RemoveAll(o => customers.{|PERF4001:Exists(c => c.Id == o.CustomerId)|});",
        "public void Run(List<Order> orders, List<Customer> customers)\n{\n    var customerIds = customers.Select(c => c.Id).ToHashSet();\n    orders.RemoveAll(o => customerIds.Contains(o.CustomerId));\n}")]
    [InlineData(
        "public int this[List<Order> orders, List<Customer> customers] => orders.Count(o => customers.{|PERF4001:Exists(c => c.Id == o.CustomerId)|});",
        "public int this[List<Order> orders, List<Customer> customers]\n{\n    get\n    {\n        var customerIds = customers.Select(c => c.Id).ToHashSet();\n        return orders.Count(o => customerIds.Contains(o.CustomerId));\n    }\n}")]
    public Task Fixes_members_with_an_expression_body(string before, string after) =>
        Verify.FixAsync(Shop.Class(before), Shop.Class(after), LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public async Task Fixes_with_what_an_old_framework_has()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using System.Collections.Generic;
                using System.IO;

                public class C
                {
                    public void M(string path)
                    {
                        var names = new List<string>(File.ReadAllLines(path));
                        foreach (var line in File.ReadAllLines(path))
                        {
                            if (names.[|Contains(line)|])
                                System.Console.WriteLine(line);
                        }
                    }
                }
                """,
            FixedCode = """
                using System.Collections.Generic;
                using System.IO;
                using System.Linq;

                public class C
                {
                    public void M(string path)
                    {
                        var names = new List<string>(File.ReadAllLines(path));
                        var nameSet = new HashSet<string>(names);
                        foreach (var line in File.ReadAllLines(path))
                        {
                            if (nameSet.Contains(line))
                                System.Console.WriteLine(line);
                        }
                    }
                }
                """,
            ReferenceAssemblies = ReferenceAssemblies.NetStandard.NetStandard20,
            GlobalUsings = false,
            Nullable = NullableContextOptions.Disable,
            CodeActionEquivalenceKey = LinearLookupInLoopFix.BuildIndex,
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("for (var i = 0; i < entries.Count; i++) shop.Use(names.[|Contains(entries[i].Name)|]);")]
    [InlineData("var retrieved = entries; for (var i = 0; i < retrieved.Count; i++) shop.Use(names.[|Contains(retrieved[i].Name)|]);")]
    public Task Reports_loops_whose_names_hold_the_letters_of_tries(string statement) => Verify.ReportsAsync(Shop.In("var entries = await shop.GetOrdersAsync();\n" + statement));

    [Theory]
    [InlineData("public void Run(string home, Dictionary<string, string[]> links) { var seen = new List<string>(); var open = new Stack<string>(); open.Push(home); while (open.Count > 0) { var at = open.Pop(); if (seen.{|#0:Contains(at)|}) continue; seen.Add(at); foreach (var next in links[at]) open.Push(next); } }")]
    [InlineData("public void Run(int home, Dictionary<int, int[]> links) { var seen = new List<int> { home }; var open = new Queue<int>(); open.Enqueue(home); while (open.TryDequeue(out var at)) { foreach (var next in links[at]) { if (seen.{|#0:Contains(next)|}) continue; seen.Add(next); open.Enqueue(next); } } }")]
    [InlineData("public void Run(string home, Dictionary<string, string[]> links) { var seen = new List<string>(); var open = new List<string> { home }; while (open.Count > 0) { var at = open[^1]; open.RemoveAt(open.Count - 1); if (seen.{|#0:Contains(at)|}) continue; seen.Add(at); open.AddRange(links[at]); } }")]
    [InlineData("public int Run(List<Order> orders, List<string> known) => orders.Count(o => o.Lines.All(l => known.{|#0:Contains(l.Sku)|}));")]
    public Task Reports_searches_through_a_graph_and_searches_in_searches_as_a_suggestion(string member) => new Verify.Test
    {
        TestCode = Shop.Class(member),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4001", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("public async Task RunAsync(System.Threading.Channels.ChannelReader<string> open, List<string> known, IShop shop) { while (await open.WaitToReadAsync()) { while (open.TryRead(out var at)) shop.Use(known.Contains(at)); } }")]
    [InlineData("public void Run(System.Collections.Concurrent.ConcurrentQueue<string> open, List<string> known, IShop shop) { while (open.TryDequeue(out var at)) { shop.Use(known.Contains(at)); open.Enqueue(at); } }")]
    [InlineData("public void Run(Type home) { var seen = new List<Type>(); var open = new Stack<Type>(); open.Push(home); while (open.Count > 0) { var at = open.Pop(); if (seen.Contains(at)) continue; seen.Add(at); foreach (var next in at.GetInterfaces()) open.Push(next); } }")]
    [InlineData("public bool Run(List<Order> orders, List<string> known) => orders.Any(o => o.Lines.All(l => known.Contains(l.Sku)));")]
    [InlineData("public int Run(List<Order> orders, List<string> cells, List<string> known) => orders.Count(o => cells.All(cell => known.Contains(cell)) && o.Id > 3);")]
    [InlineData("public List<Order> Run(List<Order> orders, int wanted) { var found = new List<Order>(); foreach (var o in orders) { if (found.Exists(f => f.Name == o.Name)) continue; found.Add(o); if (found.Count >= wanted) return found; } return found; }")]
    [InlineData("public class CartItem { public string Sku { get; set; } = \"\"; } public class Answer { public List<CartItem> Items { get; } = new(); } public interface ICarts { Answer Total(); } public int Run(ICarts carts, List<string> known) => carts.Total().Items.Count(i => known.Contains(i.Sku));")]
    [InlineData("public class Episode { public int Season { get; set; } } public void Run(List<Episode> episodes, IShop shop) { var first = new List<Episode>(); foreach (var e in episodes) if (!first.Any(f => f.Season == e.Season)) first.Add(e); shop.Use(first); }")]
    [InlineData("public class CartItem { public string Sku { get; set; } = \"\"; } public int Run(List<CartItem> items, List<string> known) => items.Count(i => known.Contains(i.Sku));")]
    public Task StaysSilent_when_rounds_are_messages_or_ask_the_same(string member) => Verify.SilentAsync(Shop.Class(member));
}
