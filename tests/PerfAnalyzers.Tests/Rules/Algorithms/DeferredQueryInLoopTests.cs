using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<DeferredQueryInLoopAnalyzer, DeferredQueryInLoopFix>;

public sealed class DeferredQueryInLoopTests
{
    [Fact]
    public Task Reports_the_query_its_source_and_the_cost() => Verify.ReportsAsync(
        Shop.In("""
            var wanted = customers.Where(c => c.IsActive).Select(c => c.Id);
            foreach (var order in orders)
                shop.Use(wanted.{|#0:Contains(order.CustomerId)|});
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("wanted", "orders", "customers", "add ToHashSet where it is declared").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("private readonly IReadOnlyList<Order> orders; private readonly IReadOnlyList<Customer> customers; public Desk(IReadOnlyList<Order> orders, IReadOnlyList<Customer> customers) { this.orders = orders; this.customers = customers; }", true)]
    [InlineData("private readonly List<Order> orders = new(); private readonly List<Customer> customers = new(); public void Add(Order order) { orders.Add(order); customers.Add(order.Customer); }", false)]
    public Task Reports_what_a_constructor_is_handed_and_not_what_an_object_collects(string members, bool isReported)
    {
        var test = new Verify.Test
        {
            TestCode = Shop.Class($$"""
                {{members}}
                public void Run(IShop shop)
                {
                    var open = Open();
                    foreach (var c in customers)
                        shop.Use(open.{|#0:Count(o => o.CustomerId == c.Id)|});
                }
                private IEnumerable<Order> Open() => orders.Where(o => o.Weight > 0);
                """),
        };
        if (isReported)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("PERF4010", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Any(c => c.Id == order.CustomerId)", "build an index of it before the loop")]
    [InlineData("Any(c => c.Id >= order.CustomerId)", "add ToList where it is declared")]
    public Task Reports_what_cures_it(string question, string advice) => Verify.ReportsAsync(
        Shop.In($$"""
            var wanted = customers.Where(c => c.IsActive);
            foreach (var order in orders)
                shop.Use(wanted.{|#0:{{question}}|});
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("wanted", "orders", "customers", advice).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("foreach (var o in orders) shop.Use(wanted.[|Any(c => c.Id == o.CustomerId)|]);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) shop.Use(wanted.[|First(c => c.Id == orders[i].CustomerId)|]);")]
    [InlineData("shop.Use(orders.Where(o => !wanted.[|Any(c => c.Id == o.CustomerId)|]).ToList());")]
    [InlineData("shop.Use((from o in orders where wanted.[|Any(c => c.Id == o.CustomerId)|] select o).ToList());")]
    [InlineData("orders.ForEach(o => shop.Use(wanted.[|Where(c => c.Id == o.CustomerId)|].ToList()));")]
    [InlineData("Parallel.ForEach(orders, o => shop.Use(wanted.[|Single(c => c.Id == o.CustomerId)|]));")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) shop.Use(wanted.[|Count(c => c.Id == line.ProductId)|]);")]
    [InlineData("foreach (var o in orders) foreach (var c in [|wanted|]) shop.Use(c.Id > o.Id);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) shop.Use(wanted.[|ElementAt(i)|]);")]
    [InlineData("foreach (var o in orders) { var id = o.CustomerId; shop.Use(wanted.[|Any(c => c.Id == id)|]); }")]
    [InlineData("foreach (var o in orders) shop.Use(wanted.[|Sum(c => c.Id == o.Id ? 1 : 0)|]);")]
    public Task Reports_in_every_form_of_loop(string statement) => Verify.ReportsAsync(Shop.In("var wanted = customers.Where(c => c.IsActive);\n" + statement));

    [Theory]
    [InlineData("var wanted = customers.Select(c => c.Id);")]
    [InlineData("IEnumerable<int> wanted = customers.Select(c => c.Id);")]
    [InlineData("var wanted = from c in customers where c.IsActive select c.Id;")]
    [InlineData("var wanted = customers.Where(c => c.IsActive).OrderBy(c => c.Name).Select(c => c.Id).Distinct();")]
    [InlineData("var active = customers.Where(c => c.IsActive); var wanted = active.Select(c => c.Id);")]
    [InlineData("var wanted = customers.Select(c => c.Id).Concat(orders.Select(o => o.Id));")]
    [InlineData("var wanted = (await shop.GetCustomersAsync()).Select(c => c.Id);")]
    [InlineData("var wanted = customers.ToDictionary(c => c.Id).Values.Select(c => c.Id);")]
    [InlineData("var wanted = customers.GroupBy(c => c.Id).Select(g => g.Key);")]
    public Task Reports_every_query_that_is_not_run_yet(string declaration) => Verify.ReportsAsync(Shop.In(declaration + "\nforeach (var o in orders) shop.Use(wanted.[|Contains(o.CustomerId)|]);"));

    [Theory]
    [InlineData("Ids(customers)", "private static IEnumerable<int> Ids(List<Customer> list) => list.Where(c => c.IsActive).Select(c => c.Id);")]
    [InlineData("Ids(customers)", "private static IEnumerable<int> Ids(IEnumerable<Customer> list) { var active = list.Where(c => c.IsActive); return active.Select(c => c.Id); }")]
    [InlineData("Ids(customers)", "private static IEnumerable<int> Ids(List<Customer> list) { foreach (var c in list) { if (c.IsActive) yield return c.Id; } }")]
    [InlineData("Ids(customers).Distinct()", "private static IEnumerable<int> Ids(List<Customer> list) => list.Select(c => c.Id);")]
    public Task Reports_what_a_method_hands_out_as_a_query(string value, string member) => Verify.ReportsAsync(Shop.In($$"""
        var wanted = {{value}};
        foreach (var o in orders)
            shop.Use(wanted.[|Contains(o.CustomerId)|]);
        """, member));

    [Theory]
    [InlineData("private static IEnumerable<int> Ids(List<Customer> list) => list.Where(c => c.IsActive).Select(c => c.Id).ToList();")]
    [InlineData("private static IEnumerable<int> Ids(List<Customer> list) { if (list.Count == 0) return new int[0]; return list.Select(c => c.Id); }")]
    [InlineData("private static IReadOnlyList<int> Ids(List<Customer> list) => list.Select(c => c.Id).ToArray();")]
    [InlineData("private static IEnumerable<int> Ids(List<Customer> list) => list.Take(3).Select(c => c.Id);")]
    [InlineData("private static IEnumerable<int> Ids(List<Customer> list) { yield return list[0].Id; yield return list[1].Id; }")]
    public Task StaysSilent_when_a_method_hands_out_a_list_or_few(string member) => Verify.SilentAsync(Shop.In("""
        var wanted = Ids(customers);
        foreach (var o in orders)
            shop.Use(wanted.Contains(o.CustomerId));
        """, member));

    [Theory]
    [InlineData("private readonly IEnumerable<int> wanted; public Desk(List<Customer> all) => wanted = all.Where(c => c.IsActive).Select(c => c.Id);")]
    [InlineData("private readonly IEnumerable<int> wanted; public Desk(List<Customer> all) { wanted = from c in all where c.IsActive select c.Id; }")]
    [InlineData("private IEnumerable<int> wanted { get; } public Desk(List<Customer> all) { wanted = all.Select(c => c.Id); }")]
    public Task Reports_a_query_that_a_constructor_keeps(string members) => Verify.ReportsAsync(Shop.In("foreach (var o in orders) shop.Use(wanted.[|Contains(o.CustomerId)|]);", members));

    [Theory]
    [InlineData("private readonly IEnumerable<int> wanted; public Desk(List<Customer> all) => wanted = all.Select(c => c.Id).ToHashSet();")]
    [InlineData("private readonly IEnumerable<int> wanted; public Desk(IEnumerable<int> all) => wanted = all;")]
    [InlineData("private IEnumerable<int> wanted = new List<int>(); public Desk(List<Customer> all) => wanted = all.Select(c => c.Id); public void Set(List<int> ids) => wanted = ids;")]
    [InlineData("private readonly IEnumerable<int> wanted = new[] { 1, 2 }.Select(i => i + 1);")]
    public Task StaysSilent_when_a_member_keeps_elements_or_is_set_again(string members) => Verify.SilentAsync(Shop.In("foreach (var o in orders) shop.Use(wanted.Contains(o.CustomerId));", members));

    [Theory]
    [InlineData("customers.Select(c => c.Id).ToList()")]
    [InlineData("customers.Select(c => c.Id).ToArray()")]
    [InlineData("customers.Select(c => c.Id).ToHashSet()")]
    [InlineData("(IEnumerable<int>)customers.Select(c => c.Id).ToHashSet()")]
    [InlineData("customers.Take(5).Select(c => c.Id)")]
    [InlineData("new[] { 1, 2 }.Select(i => i + 1)")]
    [InlineData("Enum.GetValues<DayOfWeek>().Select(d => (int)d)")]
    [InlineData("Enumerable.Range(0, orders.Count)")]
    [InlineData("orders.AsQueryable().Select(o => o.Id)")]
    [InlineData("orders.AsQueryable().Where(o => o.Id > 3).AsEnumerable().Select(o => o.Id)")]
    public Task StaysSilent_when_the_sequence_is_small_or_holds_its_elements(string value) => Verify.SilentAsync(Shop.In($$"""
        var wanted = {{value}};
        foreach (var o in orders)
            shop.Use(wanted.Contains(o.CustomerId));
        """));

    [Theory]
    [InlineData("var wanted = o.Lines.Select(l => l.Id); shop.Use(wanted.Contains(o.CustomerId));")]
    [InlineData("var wanted = customers.Where(c => c.Id == o.CustomerId); shop.Use(wanted.Any(c => c.ParentId == o.AgentId));")]
    [InlineData("if (!known.Contains(o.Id)) customers.Add(new Customer { Id = o.Id });")]
    [InlineData("if (!known.Contains(o.Id)) customers = new List<Customer>();")]
    [InlineData("if (known.Contains(o.Id)) customers[0].IsActive = false;")]
    [InlineData("least = o.Id; shop.Use(known.Contains(o.CustomerId));")]
    [InlineData("if (known.Contains(o.CustomerId)) break;")]
    [InlineData("shop.Use(known.Contains(o.CustomerId)); break;")]
    [InlineData("shop.Use(known.Contains(3));")]
    [InlineData("shop.Use(known.Count());")]
    [InlineData("shop.Use(known.Any());")]
    [InlineData("shop.Use(known.ToList());")]
    [InlineData("Func<bool> later = () => known.Contains(o.CustomerId); shop.Use(later);")]
    public Task StaysSilent_in_a_loop_when(string statement) => Verify.SilentAsync(Shop.In($$"""
        var least = 0;
        var known = customers.Where(c => c.IsActive && c.Id > least).Select(c => c.Id);
        foreach (var o in orders) { {{statement}} }
        """));

    [Theory]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) shop.Use(known.Contains((int)day));")]
    [InlineData("foreach (var o in orders.Take(5)) shop.Use(known.Contains(o.CustomerId));")]
    [InlineData("shop.Use(orders.Any(o => known.Contains(o.CustomerId)));")]
    [InlineData("foreach (var id in known) shop.Use(id);")]
    [InlineData("foreach (var id in known.Where(i => i > orders[0].Id)) shop.Use(id);")]
    [InlineData("shop.Use(orders.AsQueryable().Where(o => known.Contains(o.CustomerId)).ToList());")]
    [InlineData("known = known.Where(i => i > 3); foreach (var o in orders) shop.Use(known.Contains(o.CustomerId));")]
    [InlineData("for (var attempt = 0; attempt < 30; attempt++) shop.Use(known.Contains(attempt));")]
    public Task StaysSilent_where_the_loop_is_none(string statement) => Verify.SilentAsync(Shop.In("var known = customers.Select(c => c.Id);\n" + statement));

    [Theory]
    [InlineData("roles")]
    [InlineData("allowedScopes")]
    public Task StaysSilent_when_the_name_says_that_people_write_it(string name) => Verify.SilentAsync(Shop.Class($$"""
        public int Run(List<Order> orders, List<string> {{name}})
        {
            var wanted = {{name}}.Select(r => r + "x");
            return orders.Count(o => wanted.Contains(o.Name));
        }
        """));

    [Fact]
    public Task StaysSilent_when_the_code_does_not_bind() => new Verify.Test
    {
        TestCode = Shop.In("var wanted = customers.Select(c => c.Nothing); foreach (var o in orders) shop.Use(wanted.Contains(missing));"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync(TestContext.Current.CancellationToken);
}
