using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Loops whose elements have no name: they are taken apart, counted, or stand in groups.</summary>
public sealed class QueryInLoopPartsFixTests
{
    [Theory]
    [InlineData("List<(int CustomerId, decimal Price)> pairs", "CustomerId")]
    [InlineData("List<(int, decimal)> pairs", "Item1")]
    [InlineData("Dictionary<int, decimal> pairs", "Key")]
    [InlineData("IReadOnlyDictionary<int, decimal> pairs", "Key")]
    [InlineData("Pair[] pairs", "CustomerId")]
    public Task Fixes_a_loop_that_takes_its_elements_apart(string parameter, string member) => Verify.FixAsync(
        In(parameter, """
            foreach (var (id, price) in pairs)
            {
                var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
                Console.WriteLine(customer?.Name + price);
            }
            """),
        In(parameter, $$"""
            var ids = pairs.Select(pair => pair.{{member}}).Distinct().ToList();
            var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var (id, price) in pairs)
            {
                var customer = customersById.GetValueOrDefault(id);
                Console.WriteLine(customer?.Name + price);
            }
            """));

    [Fact]
    public Task Fixes_a_loop_that_takes_out_what_holds_the_key() => Verify.FixAsync(
        In("List<(Order First, int Count)> rows", """
            foreach (var (order, _) in rows)
                Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]);
            """),
        In("List<(Order First, int Count)> rows", """
            var customerIds = rows.Select(row => row.First.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var (order, _) in rows)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));
            """));

    [Theory]
    [InlineData("List<(int CustomerId, decimal Price)> pairs", "(long id, decimal price)", "(int)id")]
    [InlineData("List<Split> pairs", "var (id, price)", "id")]
    [InlineData("List<((int Id, int Count) Key, decimal Price)> pairs", "var ((id, count), price)", "id")]
    public Task OffersNoFix_when_a_variable_is_not_a_member_of_the_element(string parameter, string variables, string key) => Verify.NoFixAsync(In(parameter, $$"""
        foreach ({{variables}} in pairs)
            Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == {{key}})|]);
        """));

    [Fact]
    public Task Fixes_a_loop_that_counts_through_a_list() => Verify.FixAsync(
        In("List<Order> orders", """
            for (var i = 0; i < orders.Count; i++)
                Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == orders[i].CustomerId)|]);
            """),
        In("List<Order> orders", """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            for (var i = 0; i < orders.Count; i++)
                Console.WriteLine(customersById.GetValueOrDefault(orders[i].CustomerId));
            """));

    [Theory]
    [InlineData("for (var i = 0; i < orders.Count; i++) Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == i)|]);")]
    [InlineData("for (var i = 0; i < orders.Count - 1; i++) Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == orders[i + 1].CustomerId)|]);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { if (orders[i] == null) continue; Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == orders[i].CustomerId)|]); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { orders[i] = new Order(); Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == orders[i].CustomerId)|]); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { orders[i].CustomerId++; Console.WriteLine(await db.Customers.[|FirstOrDefaultAsync(c => c.Id == orders[i].CustomerId)|]); }")]
    public Task OffersNoFix_when_a_counting_loop_looks_for_something_else(string statement) => Verify.NoFixAsync(In("List<Order> orders", statement));

    [Fact]
    public Task Fixes_a_loop_through_the_elements_of_groups() => Verify.FixAsync(
        In("List<Order> orders", """
            var groups = orders.GroupBy(o => o.Tenant).ToList();
            foreach (var group in groups)
            {
                foreach (var order in group)
                    Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]);
            }
            """),
        In("List<Order> orders", """
            var groups = orders.GroupBy(o => o.Tenant).ToList();
            var customerIds = groups.SelectMany(group => group).Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var group in groups)
            {
                foreach (var order in group)
                    Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));
            }
            """));

    private static string In(string parameter, string statements) => Shop.InMethod(statements)
        .Replace("List<Order> orders, List<int> ids", parameter, StringComparison.Ordinal)
        + """

        public record Pair(int CustomerId, decimal Price);

        public class Split
        {
            public void Deconstruct(out int id, out decimal price) => (id, price) = (1, 2);
        }
        """;
}
