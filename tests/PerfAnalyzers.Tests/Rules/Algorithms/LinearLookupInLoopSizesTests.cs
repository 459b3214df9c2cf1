using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>What the sizes on both sides decide: a warning, a suggestion, or nothing.</summary>
public sealed class LinearLookupInLoopSizesTests
{
    private const string Count = "private static int Count(List<Order> mine, List<Customer> theirs) => mine.Count(o => theirs.{|#0:Exists(c => c.Name == o.Name)|});\n";

    [Theory]
    [InlineData("public async Task<int> Run(IShop shop) => Count(await shop.GetOrdersAsync(), await shop.GetCustomersAsync());", DiagnosticSeverity.Warning)]
    [InlineData("public async Task<int> Run(IShop shop, List<Order> mine) => Count(mine, await shop.GetCustomersAsync());", DiagnosticSeverity.Info)]
    [InlineData("public int Run(List<Order> orders, List<Customer> customers) => Count(orders, customers);", DiagnosticSeverity.Info)]
    [InlineData("public int Run(List<Order> orders, List<Customer> customers) => Pass(orders, customers); private int Pass(List<Order> mine, List<Customer> theirs) => Count(mine, theirs);", DiagnosticSeverity.Info)]
    [InlineData("public int Run(List<Order> orders, List<Customer> customers) => new[] { 1, 2 }.Sum(_ => Count(orders, customers)) + Count(orders, new List<Customer> { new() });", DiagnosticSeverity.Info)]
    public Task Reports_what_callers_hand_in(string caller, DiagnosticSeverity severity) => ReportsAsync(Count + caller, severity, "Exists", "theirs", "mine");

    /// <summary>What stands behind an interface is what all callers hand in.</summary>
    [Theory]
    [InlineData("await shop.GetNamesAsync()", "await shop.GetNamesAsync()", true)]
    [InlineData("await shop.GetNamesAsync()", "(await shop.GetNamesAsync()).ToArray()", true)]
    [InlineData("await shop.GetNamesAsync()", "(await shop.GetNamesAsync()).ToHashSet()", false)]
    public Task Knows_a_list_behind_an_interface_by_what_callers_hand_in(string one, string other, bool isFound) => (isFound ? (Func<string, Task>)(code => Verify.ReportsAsync(code)) : code => Verify.SilentAsync(code))(Shop.Class($$"""
        public async Task<int> Run(IShop shop) => Count({{one}}, await shop.GetOrdersAsync()) + Count({{other}}, await shop.GetOrdersAsync());
        private static int Count(IReadOnlyCollection<string> names, List<Order> orders) => orders.Count(o => names.{{(isFound ? "[|Contains(o.Name)|]" : "Contains(o.Name)")}});
        """));

    /// <summary>A name such as "blocked" says that somebody lists what is; what is loaded tells otherwise.</summary>
    [Theory]
    [InlineData("var blocked = await shop.GetNamesAsync();", true)]
    [InlineData("var ignoredNames = File.ReadAllLines(\"a\").ToList();", true)]
    [InlineData("var blocked = Given;", false)]
    [InlineData("var allowedRoles = await shop.GetNamesAsync();", false)]
    public Task Suggests_where_a_list_with_the_name_of_a_small_one_is_loaded(string list, bool isFound)
    {
        var name = list.Split(' ')[1];
        var code = Shop.In($"{list} foreach (var order in orders) shop.Use({name}.{(isFound ? "{|#0:Contains(order.Name)|}" : "Contains(order.Name)")});", "public List<string> Given { get; set; } = new();");
        return isFound
            ? Verify.ReportsAsync(code, Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("Contains", name, "orders", "build a HashSet before the loop"))
            : Verify.SilentAsync(code);
    }

    /// <summary>The words of a file are many, those of a line are not.</summary>
    [Theory]
    [InlineData("File.ReadAllText(\"a\").Split(' ')", true)]
    [InlineData("(await new StreamReader(\"a\").ReadToEndAsync()).Split(' ')", true)]
    [InlineData("(await new StreamReader(\"a\").ReadLineAsync())!.Split(' ')", false)]
    [InlineData("File.ReadAllText(\"a\").Split(',')", false)]
    public Task Counts_the_words_of_a_file(string words, bool isFound) => (isFound ? (Func<string, Task>)(code => Verify.ReportsAsync(code)) : code => Verify.SilentAsync(code))(
        Shop.In($"foreach (var word in {words}) shop.Use(names.{(isFound ? "[|Contains(word)|]" : "Contains(word)")});"));

    [Theory]
    [InlineData("public sealed class Snapshot { public Snapshot(List<Customer> people) { People = people; } public List<Customer> People { get; } }", "new Snapshot(await shop.GetCustomersAsync())")]
    [InlineData("public sealed class Snapshot { public Snapshot(int day, List<Customer>? people) { Day = day; People = people ?? new(); } public int Day { get; } public readonly List<Customer> People; }", "new Snapshot(3, await shop.GetCustomersAsync())")]
    [InlineData("public sealed record Snapshot(int Day, List<Customer> People);", "new Snapshot(3, await shop.GetCustomersAsync())")]
    [InlineData("public sealed class Snapshot { public List<Customer> People { get; set; } = new(); }", "new Snapshot { People = await shop.GetCustomersAsync() }")]
    public Task Reports_what_an_object_is_made_with(string type, string made) => ReportsAsync(
        $$"""
        public async Task<int> Run(IShop shop)
        {
            var snapshot = {{made}};
            return (await shop.GetOrdersAsync()).Count(o => snapshot.People.{|#0:Exists(c => c.Name == o.Name)|});
        }
        {{type}}
        """,
        DiagnosticSeverity.Warning,
        "Exists", "snapshot.People", "GetOrdersAsync");

    /// <summary>Where each round waits for something else, the search is little beside it.</summary>
    [Theory]
    [InlineData("await Task.Delay(1); shop.Use(people.{|#0:Exists(c => c.Name == order.Name)|});", DiagnosticSeverity.Info)]
    [InlineData("shop.Use(people.{|#0:Exists(c => c.Name == order.Name)|}); await shop.GetNamesAsync();", DiagnosticSeverity.Info)]
    [InlineData("if (order.Id > 3) { await Task.Delay(1); shop.Use(people.{|#0:Exists(c => c.Name == order.Name)|}); }", DiagnosticSeverity.Info)]
    [InlineData("if (people.{|#0:Exists(c => c.Name == order.Name)|}) await Task.Delay(1);", DiagnosticSeverity.Warning)]
    [InlineData("shop.Use(people.{|#0:Exists(c => c.Name == order.Name)|}); if (order.Id > 3) await Task.Delay(1);", DiagnosticSeverity.Warning)]
    [InlineData("shop.Use(people.{|#0:Exists(c => c.Name == order.Name)|});", DiagnosticSeverity.Warning)]
    public Task Suggests_where_each_round_waits_for_something_else(string round, DiagnosticSeverity severity) => ReportsAsync(
        $$"""
        public async Task Run(IShop shop)
        {
            var people = await shop.GetCustomersAsync();
            foreach (var order in await shop.GetOrdersAsync())
            {
                {{round}}
            }
        }
        """,
        severity,
        "Exists", "people", "GetOrdersAsync");

    [Fact]
    public Task StaysSilent_when_an_object_is_made_with_little() => Verify.SilentAsync(Shop.Class("""
        public async Task<int> Run(IShop shop)
        {
            var snapshot = new Snapshot(new List<Customer> { new(), new() });
            return (await shop.GetOrdersAsync()).Count(o => snapshot.People.Exists(c => c.Name == o.Name));
        }
        public sealed record Snapshot(List<Customer> People);
        """));

    [Theory]
    [InlineData("public int Run(List<Order> orders) => Count(orders, new List<Customer> { new(), new() });")]
    [InlineData("public int Run(List<Order> orders, List<Customer> customers) => Count(orders, customers.Take(10).ToList());")]
    [InlineData("public class Team { public int Id { get; set; } public List<Customer> People { get; } = new(); } public int Run(List<Order> orders, Team club, Order one) => Count(orders, new Squad().People); public class Squad { public int Id { get; set; } public List<Customer> People { get; } = new(); }")]
    public Task StaysSilent_when_callers_hand_in_little(string caller) => Verify.SilentAsync(Shop.Class(Count.Replace("{|#0:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal) + caller));

    [Theory]
    [InlineData("foreach (var line in orders[0].Lines) shop.Use(Make().Exists(o => o.Id == line.Id));")]
    [InlineData("foreach (var order in orders) shop.Use(customers[0].Orders.Exists(o => o.Name == order.Name));")]
    [InlineData("var twice = customers.GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToList(); foreach (var order in orders) shop.Use(twice.Contains(order.Name));")]
    [InlineData("var nameless = orders.Where(o => string.IsNullOrWhiteSpace(o.Name)).ToList(); shop.Use(orders.Where(o => nameless.Contains(o)).ToList());")]
    [InlineData("foreach (var order in Make()) shop.Use(Make2().Exists(c => c.Name == order.Name));")]
    [InlineData("var byName = customers.ToLookup(c => c.Name).ToDictionary(g => g.Key, g => g.ToList()); var same = byName[\"a\"]; foreach (var order in orders) shop.Use(same.Exists(c => c.Id == order.Id));")]
    public Task StaysSilent_when_one_side_belongs_to_one_thing_or_nothing_is_known(string statement) => Verify.SilentAsync(Shop.Class($$"""
        private static List<Order> Make() => new();
        private static List<Person> Make2() => new();
        public class Person { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; } = new(); }
        public void Run(IShop shop, List<Order> orders, List<Person> customers)
        {
            {{statement}}
        }
        """));

    [Theory]
    [InlineData("private readonly List<string> known = new(); private readonly List<Order> all = new(); public int Run() => all.Count(o => known.Contains(o.Name));")]
    [InlineData("public int Run(List<Order> orders) { var days = new List<string>(); for (var i = 0; i < 31; i++) days.Add(i.ToString()); return orders.Count(o => days.Contains(o.Name)); }")]
    [InlineData("public int Run(List<Order> orders) => Count(orders, Days()); private static int Count(List<Order> orders, List<string> days) => orders.Count(o => days.Contains(o.Name)); private static List<string> Days() => new();")]
    public Task StaysSilent_when_nobody_hands_in_what_grows(string members) => Verify.SilentAsync(Shop.Class(members));

    [Theory]
    [InlineData("var found = new List<Order>(); foreach (var order in orders) { await Task.Delay(1); if (!found.Exists(f => f.Name == order.Name)) found.Add(order); } shop.Use(found);")]
    [InlineData("foreach (var order in orders) shop.Use(Asked.IndexOf(order.Name));")]
    public Task StaysSilent_when_little_comes_in(string statements) => Verify.SilentAsync(Shop.In(statements, "[Microsoft.AspNetCore.Mvc.FromQuery] public List<string> Asked { get; set; } = new();"));

    [Theory]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromQuery] ", false)]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromBody] ", true)]
    [InlineData("", true)]
    public Task Reports_what_a_request_carries_in_its_body(string attribute, bool isFound) => (isFound ? (Func<string, Task>)(code => Verify.ReportsAsync(code)) : code => Verify.SilentAsync(code))(Shop.Class($$"""
        public async Task<int> Run(IShop shop, {{attribute}}List<string> asked) => (await shop.GetOrdersAsync()).Count(o => asked.{{(isFound ? "[|Contains(o.Name)|]" : "Contains(o.Name)")}});
        """));

    [Fact]
    public Task Names_what_is_to_be_built_where_a_dictionary_is_not_asked_by_its_key() => Verify.ReportsAsync(
        Shop.In("var byName = orders.ToDictionary(o => o.Name); foreach (var name in names) shop.Use(byName.{|#0:Any(p => p.Key.Trim() == name)|});"),
        Verify.Diagnostic().WithLocation(0).WithArguments("Any", "byName", "names", "build a HashSet before the loop").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("stores")]
    [InlineData("allWarehouses")]
    public Task StaysSilent_when_few_rows_are_ever_entered(string name) => Verify.SilentAsync(Shop.Class($$"""
        public interface IStock { Task<List<string>> GetNamesOfAllAsync(); Task<List<Warehouse>> GetAllAsync(); }
        public class Warehouse { public int Id { get; set; } public string Name { get; set; } = ""; }
        public async Task<int> Run(IStock stock, IShop shop)
        {
            var {{name}} = await stock.GetAllAsync();
            var orders = await shop.GetOrdersAsync();
            return orders.Count(o => {{name}}.Exists(w => w.Name == o.Name));
        }
        """));

    private static async Task ReportsAsync(string members, DiagnosticSeverity severity, params object[] arguments)
    {
        var test = new Verify.Test { TestCode = Shop.Class(members) };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("PERF4001", severity)
            .WithLocation(0)
            .WithArguments([.. arguments, "build a HashSet before the loop"])
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
