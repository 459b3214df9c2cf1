using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Keys that are read over several members, and loops within loops: the query moves before the outer one.</summary>
public sealed class QueryInLoopNestFixTests
{
    private const string Members = """
        private readonly List<Customer> customers = new();
        private readonly List<Row> rows = new();
        private static void Log(int number) { }
        public class Row { public Order Entity { get; set; } = new(); public Order? Last { get; set; } public Order Lazy => new(); private readonly Order held = new(); public Order Held => held; public Task<Order> Task { get; set; } = null!; public int Number { get; set; } public IEnumerable<Order> Others { get; set; } = new List<Order>(); }
        """;

    [Fact]
    public Task Fixes_a_loop_over_lists_that_the_elements_hold() => FixAsync(
        """
        foreach (var customer in customers)
        {
            Log(customer.Id);
            foreach (var order in customer.Orders)
                Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]);
        }
        """,
        """
        var customerIds = customers.SelectMany(customer => customer.Orders).Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        foreach (var customer in customers)
        {
            Log(customer.Id);
            foreach (var order in customer.Orders)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));
        }
        """);

    [Fact]
    public Task Fixes_a_loop_within_a_loop_that_has_nothing_to_do_with_it() => FixAsync(
        "foreach (var order in orders)\n    foreach (var id in ids)\n        Console.WriteLine(await db.Customers.[|FindAsync(id)|]);",
        "var ids2 = ids.Distinct().ToList();\nvar customersById = await db.Customers.Where(c => ids2.Contains(c.Id)).ToDictionaryAsync(c => c.Id);\nforeach (var order in orders)\n    foreach (var id in ids)\n        Console.WriteLine(customersById.GetValueOrDefault(id));");

    [Fact]
    public Task Fixes_a_key_of_both_loops() => FixAsync(
        """
        foreach (var row in rows)
            foreach (var id in ids)
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.Id == row.Number && o.CustomerId == id)|]);
        """,
        """
        var numbers = rows.Select(row => row.Number).Distinct().ToList();
        var ids2 = ids.Distinct().ToList();
        var countByIdAndCustomerId = await db.Orders.Where(o => numbers.Contains(o.Id) && ids2.Contains(o.CustomerId)).GroupBy(o => new { o.Id, o.CustomerId }).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => (g.Key.Id, g.Key.CustomerId), g => g.Count);
        foreach (var row in rows)
            foreach (var id in ids)
                Console.WriteLine(countByIdAndCustomerId.GetValueOrDefault((row.Number, id)));
        """);

    [Theory]
    [InlineData("if (customer.Id > 3) continue; foreach (var order in customer.Orders) _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("if (customer.Id > 3) foreach (var order in customer.Orders) _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("foreach (var order in customer.Orders) { _ = await db.Customers.[|FindAsync(order.CustomerId)|]; if (order.Id > 3) break; }")]
    [InlineData("customer.Orders.Add(new Order()); foreach (var order in customer.Orders) _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("foreach (var order in customer.Orders) _ = await db.Customers.[|FindAsync(order.CustomerId)|]; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in customer.Orders.Where(o => o.Id > 3)) _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    public Task OffersNoFix_when_the_inner_lists_cannot_be_gone_through_before(string statements) =>
        Verify.NoFixAsync(Shop.InMethod("foreach (var customer in customers)\n{\n    " + statements + "\n}", Members));

    [Theory]
    [InlineData("foreach (var row in rows) foreach (var order in row.Others) _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("foreach (var order in orders) foreach (var id in ids) { _ = await db.Customers.[|FindAsync(id)|]; ids.Add(3); }")]
    public Task OffersNoFix_when_the_inner_elements_may_change(string statements) => Verify.NoFixAsync(Shop.InMethod(statements, Members));

    [Theory]
    [InlineData("row.Entity.CustomerId", "customerIds")]
    [InlineData("row.Entity.Id", "entityIds")]
    [InlineData("row.Held.Id", "heldIds")]
    public Task Fixes_a_key_of_an_object_that_each_element_holds(string key, string keys) => FixAsync(
        $"foreach (var row in rows)\n    Console.WriteLine(await db.Customers.[|FindAsync({key})|]);",
        $"var {keys} = rows.Select(row => {key}).Distinct().ToList();\nvar customersById = await db.Customers.Where(c => {keys}.Contains(c.Id)).ToDictionaryAsync(c => c.Id);\nforeach (var row in rows)\n    Console.WriteLine(customersById.GetValueOrDefault({key}));");

    [Theory]
    [InlineData("if (row.Number > 3)\n        ", "row.Entity.Id", "row.Entity.Id", ".Where(row => row.Entity != null)", "entityIds")]
    [InlineData("if (row.Number > 3)\n        continue;\n\n    ", "row.Entity.Id", "row.Entity.Id", ".Where(row => row.Entity != null)", "entityIds")]
    [InlineData("", "row.Last!.Id", "row.Last!.Id", ".Where(row => row.Last != null)", "lastIds")]
    [InlineData("if (row.Last != null)\n        ", "row.Last.Id", "row.Last!.Id", ".Where(row => row.Last != null)", "lastIds")]
    [InlineData("if (row.Number > 3)\n        ", "row.Last!.Customer!.Id", "row.Last!.Customer!.Id", ".Where(row => row.Last != null && row.Last!.Customer != null)", "customerIds")]
    public Task Fixes_a_key_of_an_object_that_may_not_be_there_for_each_element(string before, string key, string read, string guard, string keys) => FixAsync(
        $"foreach (var row in rows)\n{{\n    {before}Console.WriteLine(await db.Customers.[|FindAsync({key})|]);\n}}",
        $"var {keys} = rows{guard}.Select(row => {read}).Distinct().ToList();\nvar customersById = await db.Customers.Where(c => {keys}.Contains(c.Id)).ToDictionaryAsync(c => c.Id);\nforeach (var row in rows)\n{{\n    {before}Console.WriteLine(customersById.GetValueOrDefault({key}));\n}}");

    [Theory]
    [InlineData("row.Entity = orders[0]; Console.WriteLine(await db.Customers.[|FindAsync(row.Entity.Id)|]);")]
    [InlineData("Console.WriteLine(await db.Customers.[|FindAsync(row.Lazy.Id)|]);")]
    [InlineData("Console.WriteLine(await db.Customers.[|FindAsync(row.Task.Result.Id)|]);")]
    public Task OffersNoFix_when_an_object_is_more_than_what_an_element_holds(string statement) => Verify.NoFixAsync(Shop.InMethod("foreach (var row in rows)\n{\n    " + statement + "\n}", Members));

    [Theory]
    [InlineData("orders.Add(new Order { CustomerId = order.CustomerId, State = State.Closed });")]
    [InlineData("order.State = State.Closed;")]
    public Task Fixes_a_query_beside_assignments_that_do_not_reach_the_database(string statement) => FixAsync(
        "foreach (var order in orders.ToArray())\n{\n    _ = await db.Orders.[|AnyAsync(o => o.State == State.Open && o.CustomerId == order.CustomerId)|];\n    " + statement + "\n}",
        "var orders2 = orders.ToArray();\nvar customerIds = orders2.Select(order => order.CustomerId).Distinct().ToList();\nvar existingCustomerIds = (await db.Orders.Where(o => o.State == State.Open && customerIds.Contains(o.CustomerId)).Select(o => o.CustomerId).Distinct().ToListAsync()).ToHashSet();\nforeach (var order in orders2)\n{\n    _ = existingCustomerIds.Contains(order.CustomerId);\n    " + statement + "\n}");

    [Fact]
    public Task Fixes_a_query_whose_failure_is_caught_only_when_asked_to()
    {
        const string Statements = "foreach (var id in ids)\n{\n    try\n    {\n        Console.WriteLine({0});\n    }\n    catch (InvalidOperationException)\n    {\n        Log(id);\n    }\n}";
        return Verify.FixSinglyAsync(
            Shop.InMethod(Statements.Replace("{0}", "await db.Customers.[|FindAsync(id)|]", StringComparison.Ordinal), Members),
            Shop.InMethod("var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);\n" + Statements.Replace("{0}", "customersById.GetValueOrDefault(id)", StringComparison.Ordinal), Members),
            QueryInLoopFix.LoadBeforeLoopOutsideTry);
    }

    private static Task FixAsync(string before, string after) => Verify.FixAsync(Shop.InMethod(before, Members), Shop.InMethod(after, Members));
}
