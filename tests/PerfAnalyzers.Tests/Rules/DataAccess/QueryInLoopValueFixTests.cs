using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>What the fix does with aggregates, with what is read of rows, and with loops that count through a list.</summary>
public sealed class QueryInLoopValueFixTests
{
    [Fact]
    public Task Fixes_a_loop_that_counts_through_a_list() => Verify.FixAsync(
        Shop.InMethod("""
            for (var i = 0; i < orders.Count; i++)
            {
                var order = orders[i];
                Console.WriteLine(i + (await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|])?.Name);
            }
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
            for (var i = 0; i < orders.Count; i++)
            {
                var order = orders[i];
                Console.WriteLine(i + customersById.GetValueOrDefault(order.CustomerId)?.Name);
            }
            """));

    [Fact]
    public Task Fixes_a_key_that_is_given_as_a_list_of_one()
    {
        Requires.CSharp(12);
        return InOrders(
            "Console.WriteLine((await db.Customers.[|FindAsync([order.CustomerId], token)|])?.Name);",
            """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
            """,
            "Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId)?.Name);");
    }

    private const string Repository = """
        private readonly IRepository<Customer> customers = null!;
        public interface IRepository<T> where T : class { IQueryable<T> GetAll(); }
        public class Repository<T> : IRepository<T> where T : class { private readonly ShopContext context = new(); public IQueryable<T> GetAll() => context.Set<T>(){0}; }
        """;

    [Theory]
    [InlineData("")]
    [InlineData(".AsNoTracking()")]
    [InlineData(".Where(x => x != null)")]
    [InlineData(".AsQueryable()")]
    public Task Fixes_a_row_of_a_repository_that_gives_the_whole_set(string made) => Verify.FixAsync(
        Shop.InMethod(
            "foreach (var order in orders)\n    Console.WriteLine((await customers.GetAll().[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|])?.Name);",
            Repository.Replace("{0}", made, StringComparison.Ordinal)),
        Shop.InMethod(
            """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await customers.GetAll().Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
            foreach (var order in orders)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId)?.Name);
            """,
            Repository.Replace("{0}", made, StringComparison.Ordinal)));

    [Theory]
    [InlineData("for (var i = 1; i < orders.Count; i++) { var order = orders[i]; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); }")]
    [InlineData("for (var i = 0; i < orders.Count - 1; i++) { var order = orders[i]; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var order = orders[i]; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); orders.Remove(order); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var order = orders[i]; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); orders[0] = new Order(); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var order = orders[i]; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); order = new Order(); Console.WriteLine(order); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var order = orders[orders.Count - i - 1]; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { var order = orders[i]; if (order.Id > 3) i++; Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]); }")]
    public Task OffersNoFix_when_a_loop_may_not_see_each_element_of_the_list_once(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("SumAsync(o => o.Price)", "Sum = g.Sum(o => o.Price)", "ToDictionaryAsync(g => g.Key, g => g.Sum)", "sumByCustomerId", "GetValueOrDefault")]
    [InlineData("MaxAsync(o => (decimal?)o.Price)", "Max = g.Max(o => (decimal?)o.Price)", "ToDictionaryAsync(g => g.Key, g => g.Max)", "maxByCustomerId", "GetValueOrDefault")]
    [InlineData("AverageAsync(o => (double?)o.Weight)", "Average = g.Average(o => (double?)o.Weight)", "ToDictionaryAsync(g => g.Key, g => g.Average)", "averageByCustomerId", "GetValueOrDefault")]
    public Task Fixes_an_aggregate_that_has_a_value_for_no_rows(string query, string made, string run, string index, string asked) => InOrders(
        $"Console.WriteLine(await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|{query}|]);",
        $$"""
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var {{index}} = await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, {{made}} }).{{run}};
        """,
        $"Console.WriteLine({index}.{asked}(order.CustomerId));");

    [Theory]
    [InlineData("Min", "o => o.Price", "minByCustomerId")]
    [InlineData("Max", "o => o.Ordered", "maxByCustomerId")]
    [InlineData("Average", "o => o.Weight", "averageByCustomerId")]
    public Task Fixes_an_aggregate_that_throws_for_no_rows(string query, string selector, string index) => InOrders(
        $"Console.WriteLine(await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|{query}Async({selector}, token)|]);",
        $$"""
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var {{index}} = (await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, {{query}} = g.{{query}}({{selector}}) }).ToListAsync(token)).ToLookup(g => g.Key, g => g.{{query}});
        """,
        $"Console.WriteLine({index}[order.CustomerId].First());");

    [Theory]
    [InlineData("SumAsync(o => o.SalesmanId)")]
    [InlineData("SumAsync(o => o.Price * order.Price)")]
    [InlineData("MaxAsync(o => o.CustomerName)")]
    public Task OffersNoFix_when_an_aggregate_depends_on_the_element_or_means_something_else_for_no_rows(string query) =>
        Verify.NoFixAsync(Shop.InMethod($"foreach (var order in orders)\n    Console.WriteLine(await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|{query}|]);"));

    [Theory]
    [InlineData("Select(c => c.Name).[|FirstOrDefaultAsync()|]", "c => new { Key = c.Id, Value = c.Name }", "namesById", ".GetValueOrDefault(order.CustomerId)", true)]
    [InlineData("Select(x => x.Orders.Count).[|SingleOrDefaultAsync()|]", "x => new { Key = x.Id, Value = x.Orders.Count }", "countsById", ".GetValueOrDefault(order.CustomerId)", true)]
    [InlineData("Select(c => new { c.Name, c.Id }).[|FirstAsync()|]", "c => new { Key = c.Id, Value = new { c.Name, c.Id } }", "customersById", "[order.CustomerId].First()", false)]
    public Task Fixes_what_is_read_of_a_row(string query, string read, string index, string asked, bool isDictionary) => InOrders(
        $"Console.WriteLine(await db.Customers.Where(c => c.Id == order.CustomerId).{query});",
        $"""
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var {index} = {(isDictionary ? "" : "(")}await db.Customers.Where(c => customerIds.Contains(c.Id)).Select({read}).{(isDictionary ? "ToDictionaryAsync(p => p.Key, p => p.Value)" : "ToListAsync()).ToLookup(p => p.Key, p => p.Value)")};
        """,
        $"Console.WriteLine({index}{asked});");

    [Fact]
    public Task Fixes_what_is_read_of_rows() => InOrders(
        "foreach (var price in await db.Orders.Where(o => o.CustomerId == order.CustomerId).OrderBy(o => o.Id).Select(o => o.Price).[|ToListAsync(token)|])\n        Console.WriteLine(price);",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var pricesByCustomerId = (await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).OrderBy(o => o.Id).Select(o => new { Key = o.CustomerId, Value = o.Price }).ToListAsync(token)).ToLookup(p => p.Key, p => p.Value);
        """,
        "foreach (var price in pricesByCustomerId[order.CustomerId].ToList())\n        Console.WriteLine(price);");

    private const string Label = "private sealed class Label { public Label(int id) => Id = id; public int Id { get; } public string Text { get; set; } = \"\"; }";

    [Theory]
    [InlineData("c => new Label(c.Id) { Text = c.Name }", "c => new { Key = c.Id, Value = new Label(c.Id) { Text = c.Name } }")]
    [InlineData("c =>\n        new Label(c.Id)", "c => new { Key = c.Id, Value = new Label(c.Id) }")]
    public Task Fixes_objects_that_are_made_of_rows(string made, string pair) => Verify.FixAsync(
        Shop.InMethod($"foreach (var order in orders)\n{{\n    var label = await db.Customers.Where(c => c.Id == order.CustomerId).Select({made}).[|FirstOrDefaultAsync(token)|];\n    Console.WriteLine(label?.Text);\n}}", Label),
        Shop.InMethod($$"""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).Select({{pair}}).ToDictionaryAsync(p => p.Key, p => p.Value, token);
            foreach (var order in orders)
            {
                var label = customersById.GetValueOrDefault(order.CustomerId);
                Console.WriteLine(label?.Text);
            }
            """, Label));

    [Theory]
    [InlineData("var label = await db.Customers.Where(c => c.Id == order.CustomerId).Select(c => new Label(c.Id)).[|FirstAsync()|]; label.Text += order.Id;")]
    [InlineData("var label = await db.Orders.Where(o => o.CustomerId == order.CustomerId).OrderBy(o => o.Id).Select(o => new Label(o.Id)).[|FirstOrDefaultAsync()|]; Console.WriteLine(label?.Id);")]
    [InlineData("var label = await db.Customers.Where(c => c.Id == order.CustomerId).Select(c => c.Orders).[|FirstOrDefaultAsync()|]; Console.WriteLine(label?.Count);")]
    public Task OffersNoFix_when_objects_are_changed_or_chosen_by_an_order(string statement) =>
        Verify.NoFixAsync(Shop.InMethod($"foreach (var order in orders)\n{{\n    {statement}\n}}", Label));

    [Theory]
    [InlineData("db.Customers.Where(c => c.Id == order.CustomerId).Select(c => c.Name + order.Price).[|FirstOrDefaultAsync()|]")]
    [InlineData("db.Orders.Where(o => o.CustomerId == order.CustomerId).Select(o => o.Price).Distinct().[|ToListAsync()|]")]
    [InlineData("db.Customers.Select(c => c.Id).[|FirstOrDefaultAsync(id => id == order.CustomerId)|]")]
    public Task OffersNoFix_when_what_is_read_may_be_changed_or_depends_on_the_element(string query) =>
        Verify.NoFixAsync(Shop.InMethod($"foreach (var order in orders)\n    Console.WriteLine(await {query});"));

    private static Task InOrders(string statement, string before, string after) => Verify.FixAsync(
        Shop.InMethod("foreach (var order in orders)\n{\n    " + statement + "\n}"),
        Shop.InMethod(before + "\nforeach (var order in orders)\n{\n    " + after + "\n}"));
}
