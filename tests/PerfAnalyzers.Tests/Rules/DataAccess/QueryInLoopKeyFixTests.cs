using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>What the fix does with keys that may be missing, with queries that are composed, and where in the code the new query goes.</summary>
public sealed class QueryInLoopKeyFixTests
{
    [Theory]
    [InlineData("FindAsync(order.SalesmanId)", ".FirstOrDefault()", "c")]
    [InlineData("FirstOrDefaultAsync(s => s.Id == order.SalesmanId)", ".FirstOrDefault()", "s")]
    [InlineData("SingleAsync(s => s.Id == order.SalesmanId)", ".Single()", "s")]
    public Task Fixes_a_row_of_a_key_that_may_be_null(string query, string answer, string row) => InOrders(
        $"var salesman = await db.Customers.[|{query}|];",
        $"""
        var salesmanIds = orders.Select(order => order.SalesmanId).OfType<int>().Distinct().ToList();
        var customersById = (await db.Customers.Where({row} => salesmanIds.Contains({row}.Id)).ToListAsync()).ToLookup({row} => (int?){row}.Id);
        """,
        $"var salesman = customersById[order.SalesmanId]{answer};");

    [Theory]
    [InlineData("if (order.SalesmanId != null)\n        ", "order.SalesmanId.Value", "order.SalesmanId.Value")]
    [InlineData("if (order.SalesmanId is int id)\n        ", "id", "id")]
    [InlineData("if (order.SalesmanId is { } id)\n        ", "id", "id")]
    public Task Fixes_a_row_of_a_key_that_was_tested_for_null(string test, string key, string sought) => InOrders(
        $"{test}Console.WriteLine(await db.Customers.[|FindAsync({key})|]);",
        """
        var salesmanIds = orders.Select(order => order.SalesmanId).OfType<int>().Distinct().ToList();
        var customersById = await db.Customers.Where(c => salesmanIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        """,
        $"{test}Console.WriteLine(customersById.GetValueOrDefault({sought}));",
        QueryInLoopFix.LoadBeforeLoop);

    [Fact]
    public Task Fixes_a_row_whose_key_is_compared_with_Equals() => InOrders(
        "var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id.Equals(order.CustomerId))|];",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        """,
        "var customer = customersById.GetValueOrDefault(order.CustomerId);");

    [Theory]
    [InlineData("order.Id.ToString()", "")]
    [InlineData("text", "var text = order.Id.ToString();\n    ")]
    public Task Fixes_rows_whose_key_is_the_text_of_a_number(string key, string declared) => Verify.FixSinglyAsync(
        Shop.InMethod($"foreach (var order in orders)\n{{\n    {declared}Console.WriteLine(await db.Customers.[|CountAsync(c => c.Name == {key})|]);\n}}"),
        Shop.InMethod($$"""
            var ids2 = orders.Select(order => order.Id.ToString()).Distinct().ToList();
            var countByName = await db.Customers.Where(c => ids2.Contains(c.Name)).GroupBy(c => c.Name).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
            foreach (var order in orders)
            {
                {{declared}}Console.WriteLine(countByName.GetValueOrDefault({{key}}));
            }
            """),
        QueryInLoopFix.LoadBeforeLoopByText);

    [Fact]
    public Task Keeps_the_comment_of_a_query_that_is_composed_in_the_loop() => InOrders(
        "// All that the customer has.\n    var query = db.Orders.Where(o => o.CustomerId == order.CustomerId);\n    Console.WriteLine((await query.[|ToListAsync()|]).Count);",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var ordersByCustomerId = (await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).ToListAsync()).ToLookup(o => o.CustomerId);
        """,
        "// All that the customer has.\n    Console.WriteLine(ordersByCustomerId[order.CustomerId].ToList().Count);");

    [Fact]
    public Task Fixes_an_existence_test_by_a_key_that_may_be_null() => InOrders(
        "Console.WriteLine(await db.Customers.[|AnyAsync(c => c.Id == order.SalesmanId)|]);",
        """
        var salesmanIds = orders.Select(order => order.SalesmanId).OfType<int>().Distinct().ToList();
        var existingIds = (await db.Customers.Where(c => salesmanIds.Contains(c.Id)).Select(c => (int?)c.Id).Distinct().ToListAsync()).ToHashSet();
        """,
        "Console.WriteLine(existingIds.Contains(order.SalesmanId));");

    [Fact]
    public Task Fixes_a_count_of_rows_whose_key_may_be_null() => InOrders(
        "Console.WriteLine(await db.Orders.[|CountAsync(o => o.SalesmanId == order.Id, token)|]);",
        """
        var ids2 = orders.Select(order => (int?)order.Id).Distinct().ToList();
        var countBySalesmanId = (await db.Orders.Where(o => ids2.Contains(o.SalesmanId)).GroupBy(o => o.SalesmanId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(token)).ToLookup(g => g.Key, g => g.Count);
        """,
        "Console.WriteLine(countBySalesmanId[order.Id].FirstOrDefault());");

    [Fact]
    public Task Fixes_rows_whose_key_may_be_null() => InOrders(
        "foreach (var other in await db.Orders.Where(o => o.SalesmanId == order.SalesmanId!.Value).[|ToListAsync()|])\n        Console.WriteLine(other.Price);",
        """
        var salesmanIds = orders.Where(order => order.SalesmanId != null).Select(order => order.SalesmanId).Distinct().ToList();
        var ordersBySalesmanId = (await db.Orders.Where(o => salesmanIds.Contains(o.SalesmanId)).ToListAsync()).ToLookup(o => o.SalesmanId);
        """,
        "foreach (var other in ordersBySalesmanId[order.SalesmanId!.Value].ToList())\n        Console.WriteLine(other.Price);");

    [Fact]
    public Task Fixes_a_query_that_starts_before_the_loop() => Verify.FixAsync(
        Shop.InMethod("""
            var open = db.Orders.Include(o => o.Customer).Where(o => o.State == State.Open);
            foreach (var order in orders)
                Console.WriteLine(await open.[|FirstOrDefaultAsync(o => o.Id == order.Id)|]);
            """),
        Shop.InMethod("""
            var open = db.Orders.Include(o => o.Customer).Where(o => o.State == State.Open);
            var ids2 = orders.Select(order => order.Id).Distinct().ToList();
            var ordersById = await open.Where(o => ids2.Contains(o.Id)).ToDictionaryAsync(o => o.Id);
            foreach (var order in orders)
                Console.WriteLine(ordersById.GetValueOrDefault(order.Id));
            """));

    [Fact]
    public Task Fixes_rows_of_a_query_that_was_composed_before_the_loop() => Verify.FixAsync(
        Shop.InMethod("""
            var some = db.Orders.Take(100);
            if (token.CanBeCanceled)
                some = some.Where(o => o.State == State.Open);

            foreach (var id in ids)
            {
                var rows = await some.Where(o => o.CustomerId == id).[|ToArrayAsync()|];
            }
            """),
        Shop.InMethod("""
            var some = db.Orders.Take(100);
            if (token.CanBeCanceled)
                some = some.Where(o => o.State == State.Open);

            var ordersByCustomerId = (await some.Where(o => ids.Contains(o.CustomerId)).ToListAsync()).ToLookup(o => o.CustomerId);
            foreach (var id in ids)
            {
                var rows = ordersByCustomerId[id].ToArray();
            }
            """));

    [Fact]
    public Task Fixes_a_query_that_is_composed_in_the_loop() => InOrders(
        """
        var all = db.Orders.AsNoTracking();
            var theirs = all
                .Where(o => o.CustomerId == order.CustomerId);
            Console.WriteLine(await theirs.OrderBy(o => o.Id).[|CountAsync()|]);
        """.Replace(".OrderBy(o => o.Id)", "", StringComparison.Ordinal).Replace(".AsNoTracking()", ".Where(o => o.Id > 3)", StringComparison.Ordinal),
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var countByCustomerId = await db.Orders.Where(o => o.Id > 3)
            .Where(o => customerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        """,
        "Console.WriteLine(countByCustomerId.GetValueOrDefault(order.CustomerId));");

    [Theory]
    [InlineData("if (customer == null)\n        continue;")]
    [InlineData("if (customer == null)\n        return;")]
    [InlineData("if (customer == null)\n        throw new InvalidOperationException();")]
    public Task Fixes_a_loop_that_passes_over_a_missing_row(string test) => InOrders(
        $"var customer = await db.Customers.[|FindAsync(order.CustomerId)|];\n    {test}\n    Console.WriteLine(customer.Name);",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        """,
        $"var customer = customersById.GetValueOrDefault(order.CustomerId);\n    {test}\n    Console.WriteLine(customer.Name);");

    [Fact]
    public Task Fixes_rows_that_are_not_tracked_and_only_read() => InOrders(
        "var customer = await db.Customers.AsNoTracking().[|SingleOrDefaultAsync(c => c.Id == order.CustomerId)|];\n    Console.WriteLine($\"{customer?.Name} {customer?.Orders.Count}\");",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.AsNoTracking().Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        """,
        "var customer = customersById.GetValueOrDefault(order.CustomerId);\n    Console.WriteLine($\"{customer?.Name} {customer?.Orders.Count}\");");

    [Fact]
    public Task Fixes_rows_that_are_tracked_and_changed() => InOrders(
        "var customer = await db.Customers.[|SingleAsync(c => c.Id == order.CustomerId)|];\n    customer.Name = order.CustomerName;",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = (await db.Customers.Where(c => customerIds.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);
        """,
        "var customer = customersById[order.CustomerId].Single();\n    customer.Name = order.CustomerName;");

    [Fact]
    public Task Fixes_rows_that_are_not_tracked_and_handed_on_only_when_asked_to() => InOrders(
        "var customer = await db.Customers.AsNoTracking().[|FirstAsync(c => c.Id == order.CustomerId)|];\n    order.Customer = customer;",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = (await db.Customers.AsNoTracking().Where(c => customerIds.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);
        """,
        "var customer = customersById[order.CustomerId].First();\n    order.Customer = customer;",
        QueryInLoopFix.LoadBeforeLoopAssumingNoWrites);

    [Fact]
    public Task Fixes_only_when_asked_to_where_the_element_is_handed_on() => InOrders(
        "Numbers.Renew(order);\n    Console.WriteLine(await db.Customers.[|FindAsync(order.CustomerId)|]);",
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        """,
        "Numbers.Renew(order);\n    Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId));",
        QueryInLoopFix.LoadBeforeLoopAssumingNoWrites);

    [Fact]
    public Task Fixes_a_loop_over_an_array_with_a_list_of_keys() => Verify.FixAsync(
        Shop.InMethod("""
            int[] numbers = ids.ToArray();
            foreach (var number in numbers)
                Console.WriteLine(await db.Customers.[|AnyAsync(c => c.Id == number)|]);
            """),
        Shop.InMethod("""
            int[] numbers = ids.ToArray();
            var numbers2 = numbers.Distinct().ToList();
            var existingIds = (await db.Customers.Where(c => numbers2.Contains(c.Id)).Select(c => c.Id).Distinct().ToListAsync()).ToHashSet();
            foreach (var number in numbers)
                Console.WriteLine(existingIds.Contains(number));
            """));

    [Theory]
    [InlineData("orders.Where(o => o.Id > 2)", "orders.Where(o => o.Id > 2).ToList()", QueryInLoopFix.LoadBeforeLoop)]
    [InlineData("sequence", "sequence.ToList()", QueryInLoopFix.LoadBeforeLoopOfSequence)]
    [InlineData("orders.Where(o => o.Id > Next(o))", "orders.Where(o => o.Id > Next(o)).ToList()", QueryInLoopFix.LoadBeforeLoopOfSequence)]
    public async Task Fixes_a_loop_over_a_sequence_that_is_copied_first(string source, string copied, string key)
    {
        const string Members = "private static int Next(Order o) => o.Id; private readonly IEnumerable<Order> sequence = null!;";
        var before = Shop.InMethod($"foreach (var order in {source})\n    Console.WriteLine(await db.Customers.[|AnyAsync(c => c.Id == order.CustomerId)|]);", Members);
        var after = Shop.InMethod(
            $"""
            var orders2 = {copied};
            var customerIds = orders2.Select(order => order.CustomerId).Distinct().ToList();
            var existingIds = (await db.Customers.Where(c => customerIds.Contains(c.Id)).Select(c => c.Id).Distinct().ToListAsync()).ToHashSet();
            foreach (var order in orders2)
                Console.WriteLine(existingIds.Contains(order.CustomerId));
            """,
            Members);
        await (key == QueryInLoopFix.LoadBeforeLoop ? Verify.FixAsync(before, after, key) : Verify.FixSinglyAsync(before, after, key));
    }

    [Fact]
    public Task Fixes_a_loop_that_has_no_braces_around_it() => Verify.FixAsync(
        Shop.InMethod("""
            if (ids.Count > 0)
                foreach (var id in ids)
                    Console.WriteLine(await db.Customers.[|FindAsync(id)|]);
            """),
        Shop.InMethod("""
            if (ids.Count > 0)
            {
                var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
                foreach (var id in ids)
                    Console.WriteLine(customersById.GetValueOrDefault(id));
            }
            """));

    [Fact]
    public Task Fixes_a_callback_in_an_expression_body() => Verify.FixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) { this.db = db; }

            public List<string> Names(List<int> ids) => ids.Select(id => db.Customers.[|Single(c => c.Id == id)|].Name).ToList();
        }
        """ + Shop.Model,
        """
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) { this.db = db; }

            public List<string> Names(List<int> ids)
            {
                var customersById = db.Customers.Where(c => ids.Contains(c.Id)).ToLookup(c => c.Id);
                return ids.Select(id => customersById[id].Single().Name).ToList();
            }
        }
        """ + Shop.Model);

    private static Task InOrders(string statement, string before, string after, string? onlyAs = null)
    {
        const string Numbers = "private static class Numbers { public static void Renew(Order order) => order.CustomerId++; }";
        var source = Shop.InMethod("foreach (var order in orders)\n{\n    " + statement + "\n}", Numbers);
        var expected = Shop.InMethod(before + "\nforeach (var order in orders)\n{\n    " + after + "\n}", Numbers);
        return onlyAs == QueryInLoopFix.LoadBeforeLoopAssumingNoWrites ? Verify.FixSinglyAsync(source, expected, onlyAs) : Verify.FixAsync(source, expected);
    }
}
