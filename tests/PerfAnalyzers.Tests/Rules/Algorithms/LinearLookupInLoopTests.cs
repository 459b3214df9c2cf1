using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>What is reported, and what the message says.</summary>
public sealed class LinearLookupInLoopTests
{
    [Fact]
    public Task Reports_both_collections_and_the_cost() => Verify.ReportsAsync(
        Shop.In("""
            foreach (var order in orders)
                shop.Use(codes.{|#0:Contains(order.Code)|});
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("Contains", "codes", "orders", "build a HashSet before the loop").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task Reports_a_lookup_by_key_with_a_dictionary_as_the_cure() => Verify.ReportsAsync(
        Shop.In("shop.Use(orders.Select(o => customers.{|#0:First(c => c.Id == o.CustomerId)|}).ToList());"),
        Verify.Diagnostic().WithLocation(0).WithArguments("First", "customers", "orders", "build a dictionary before the loop").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task Reports_a_selection_by_key_with_a_lookup_as_the_cure() => Verify.ReportsAsync(
        Shop.In("shop.Use(orders.Select(o => customers.{|#0:Where(c => c.Id == o.CustomerId)|}.ToList()).ToList());"),
        Verify.Diagnostic().WithLocation(0).WithArguments("Where", "customers", "orders", "build a lookup with ToLookup before the loop").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("HashSet<Guid>", "k => k == o.Code", "ask the set itself")]
    [InlineData("HashSet<(Guid Code, int Id)>", "k => k.Code == o.Code", "build a HashSet before the loop")]
    public Task Reports_a_set_that_is_asked_for_a_member_with_an_index_of_it_as_the_cure(string set, string predicate, string cure) => Verify.ReportsAsync(
        Shop.In($"var kept = new {set}(await System.Text.Json.JsonSerializer.DeserializeAsync<{set}>(new FileStream(\"a\", FileMode.Open)) ?? new()); shop.Use(orders.Where(o => kept.{{|#0:Any({predicate})|}}).ToList());"),
        Verify.Diagnostic().WithLocation(0).WithArguments("Any", "kept", "orders", cure).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("foreach (var o in orders) shop.Use(codes.[|Contains(o.Code)|]);")]
    [InlineData("var byId = new Dictionary<int, string>(); foreach (var c in customers) byId[c.Id] = c.Name; foreach (var o in orders) shop.Use(byId.[|ContainsValue(o.Name)|]);")]
    [InlineData("var seen = new System.Collections.Concurrent.ConcurrentBag<Guid>(codes); foreach (var o in orders) shop.Use(seen.[|Contains(o.Code)|]);")]
    [InlineData("foreach (var o in orders) { var name = o.Name; var n = 1; while (names.[|Contains(name)|]) name = o.Name + n++; shop.Use(name); }")]
    [InlineData("var listed = new List<Guid>(); using (System.Data.Common.DbDataReader reader = null!) { while (await reader.ReadAsync()) listed.Add(reader.GetGuid(0)); } foreach (var o in orders) shop.Use(listed.[|Contains(o.Code)|]);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) shop.Use(codes.[|Contains(orders[i].Code)|]);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var o = orders[i]; shop.Use(codes.[|Contains(o.Code)|]); }")]
    [InlineData("orders.ForEach(o => shop.Use(codes.[|Contains(o.Code)|]));")]
    [InlineData("Parallel.ForEach(orders, o => shop.Use(codes.[|Contains(o.Code)|]));")]
    [InlineData("shop.Use(orders.Where(o => codes.[|Contains(o.Code)|]).ToList());")]
    [InlineData("shop.Use(orders.OrderBy(o => codes.[|IndexOf(o.Code)|]).ToList());")]
    [InlineData("orders.RemoveAll(o => codes.[|Contains(o.Code)|]);")]
    [InlineData("var rest = orders.ToHashSet(); rest.RemoveWhere(o => codes.[|Contains(o.Code)|]); shop.Use(rest);")]
    [InlineData("shop.Use((from o in orders where codes.[|Contains(o.Code)|] select o).ToList());")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) shop.Use(customers.[|Find(c => c.Id == line.ProductId)|]);")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) shop.Use(customers.[|Find(c => c.Id == o.CustomerId)|]);")]
    [InlineData("foreach (var o in orders) { var id = o.CustomerId; shop.Use(customers.[|Any(c => c.Id == id)|]); }")]
    [InlineData("foreach (var o in orders) if (o.Id > 3) shop.Use(codes.[|Contains(o.Code)|]);")]
    [InlineData("foreach (var o in orders) if (o.Id % 2 == 0) shop.Use(codes.[|Contains(o.Code)|]);")]
    [InlineData("foreach (var (id, code) in orders.Select(o => (o.Id, o.Code))) shop.Use(codes.[|Contains(code)|]);")]
    [InlineData("await Task.Run(() => { foreach (var o in orders) shop.Use(codes.[|Contains(o.Code)|]); });")]
    public Task Reports_in_every_form_of_loop(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("shop.Use(orders.Select(o => o.Code).Where([|codes.Contains|]).ToList());")]
    [InlineData("shop.Use(orders.Select(o => o.Name).Count([|names.Contains|]));")]
    [InlineData("shop.Use(orders.Select(o => o.Name).ToList().RemoveAll([|names.Contains|]));")]
    [InlineData("shop.Use(orders.Select(o => o.Name).ToList().ConvertAll<int>([|names.IndexOf|]));")]
    public Task Reports_a_function_that_is_handed_over(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("codes.ToArray()", "[|Contains(o.Code)|]")]
    [InlineData("codes.AsReadOnly()", "[|Contains(o.Code)|]")]
    [InlineData("(IEnumerable<Guid>)codes", "[|Contains(o.Code)|]")]
    [InlineData("(IReadOnlyList<Guid>)codes", "[|Contains(o.Code)|]")]
    [InlineData("(ICollection<Guid>)codes", "[|Contains(o.Code)|]")]
    [InlineData("customers.ToDictionary(c => c.Id).Values", "[|Any(c => c.Code == o.Code)|]")]
    [InlineData("customers.ToHashSet()", "[|Any(c => c.Code == o.Code)|]")]
    [InlineData("new LinkedList<Guid>(codes)", "[|Contains(o.Code)|]")]
    public Task Reports_every_collection_that_scans(string collection, string question) => Verify.ReportsAsync(Shop.In($$"""
        var scanned = {{collection}};
        foreach (var o in orders)
            shop.Use(scanned.{{question}});
        """));

    [Theory]
    [InlineData("Any(c => c.Id == o.CustomerId)")]
    [InlineData("Any(c => o.CustomerId == c.Id)")]
    [InlineData("Any(c => c.Id.Equals(o.CustomerId))")]
    [InlineData("Any(c => o.CustomerId.Equals(c.Id))")]
    [InlineData("Any(c => string.Equals(c.Name, o.Name))")]
    [InlineData("Any(c => string.Equals(o.Name, c.Name, StringComparison.OrdinalIgnoreCase))")]
    [InlineData("Any(c => c.Name.Equals(o.Name, StringComparison.Ordinal))")]
    [InlineData("Any(c => Equals(c.Name, o.Name))")]
    [InlineData("Any(c => c.IsActive && c.Id == o.CustomerId)")]
    [InlineData("Any(c => c.Id == o.CustomerId && c.Name == o.Name)")]
    [InlineData("Any(c => { return c.Id == o.CustomerId; })")]
    [InlineData("All(c => c.Id != o.CustomerId)")]
    [InlineData("All(c => !c.Id.Equals(o.CustomerId))")]
    [InlineData("TrueForAll(c => c.Id != o.CustomerId)")]
    [InlineData("Exists(c => c.Id == o.CustomerId)")]
    [InlineData("FindIndex(c => c.Id == o.CustomerId)")]
    [InlineData("FindLast(c => c.Id == o.CustomerId)")]
    [InlineData("Last(c => c.Id == o.CustomerId)")]
    [InlineData("LongCount(c => c.Id == o.CustomerId)")]
    [InlineData("IndexOf(o.Customer)")]
    public Task Reports_every_question_by_equality(string question) => Verify.ReportsAsync(Shop.In($$"""
        foreach (var o in orders)
            shop.Use(customers.[|{{question}}|]);
        """));

    [Fact]
    public Task Reports_arrays_whichever_way_the_language_binds_them() => Verify.ReportsAsync(Shop.In("""
        var scanned = codes.ToArray();
        foreach (var o in orders)
            shop.Use(scanned.[|Contains(o.Code)|] || Array.[|IndexOf(scanned, o.Code)|] >= 0 || Array.[|Exists(scanned, c => c == o.Code)|]);
        """));

    [Theory]
    [InlineData("System.IO.File.ReadAllLines(\"a\")")]
    [InlineData("System.Text.Json.JsonSerializer.Deserialize<List<string>>(\"[]\")!")]
    [InlineData("System.IO.Directory.GetFiles(\"a\")")]
    public Task Reports_data_from_outside_the_program(string source) => Verify.ReportsAsync(Shop.In($$"""
        var lines = {{source}};
        foreach (var order in orders)
            shop.Use(lines.[|Contains(order.Name)|]);
        """));

    [Fact]
    public Task Reports_a_list_that_a_loop_over_data_has_filled() => Verify.ReportsAsync(Shop.In("""
        var taken = new List<string>();
        foreach (var customer in customers)
            taken.Add(customer.Name);
        foreach (var order in orders)
            shop.Use(taken.[|Contains(order.Name)|]);
        """));

    /// <summary>Of many elements only a few may be different, so that it stays a suggestion.</summary>
    [Theory]
    [InlineData("var seen = new List<string>(); foreach (var o in orders) { if (!seen.[|Contains(o.Name)|]) seen.Add(o.Name); }")]
    [InlineData("foreach (var o in orders) { if (!codes.[|Contains(o.Code)|]) codes.Add(o.Code); }")]
    [InlineData("foreach (var o in orders) { var at = customers.[|FindIndex(c => c.Id == o.CustomerId)|]; if (at < 0) customers.Add(o.Customer); else customers[at] = o.Customer; }")]
    public Task Reports_a_list_that_grows_while_it_is_searched(string statements) => Verify.ReportsAsync(Shop.In(statements));

    [Fact]
    public Task Reports_a_list_that_is_kept_empty_at_first() => Verify.ReportsAsync(Shop.Class("""
        private readonly List<Customer> customers = new() { };

        public void Load(IEnumerable<Customer> all) => customers.AddRange(all);

        public async Task<int> CountAsync(IShop shop) => (await shop.GetOrdersAsync()).Count(o => customers.[|Exists(c => c.Name == o.Name)|]);
        """));

    [Fact]
    public Task Reports_a_search_for_each_line_of_a_text_from_outside() => Verify.ReportsAsync(Shop.In("""
        var text = await System.IO.File.ReadAllTextAsync("a");
        foreach (var line in text.Split('\n'))
            shop.Use(names.[|Contains(line)|]);
        """));

    [Fact]
    public async Task Reports_sizes_that_cannot_be_seen_as_a_suggestion()
    {
        var test = new Verify.Test
        {
            TestCode = Shop.Class("""
                public int Run(List<Order> orders, List<Customer> customers) =>
                    orders.Count(o => customers.Exists(c => c.Name == o.Name));
                """),
        };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("PERF4001", DiagnosticSeverity.Info)
            .WithSpan("/0/Test0.cs", 4, 37, 4, 66)
            .WithArguments("Exists", "customers", "orders", "build a HashSet before the loop")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_what_a_class_is_constructed_with()
    {
        Requires.CSharp(12);
        return Verify.ReportsAsync("""
            public sealed class Desk(List<string> names)
            {
                public int Count(string path) => System.IO.File.ReadLines(path).Count(l => names.{|PERF4001:Contains(l)|});
            }
            """);
    }
}
