using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

public sealed class QueryInLoopFixTests
{
    [Fact]
    public Task Fixes_a_row_per_element_with_a_dictionary() => Verify.FixAsync(
        Shop.InMethod("""
            // Who ordered what.
            foreach (var order in orders)
            {
                var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId, token)|];
                Console.WriteLine(customer?.Name); // may be missing
            }
            """),
        Shop.InMethod("""
            // Who ordered what.
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
            foreach (var order in orders)
            {
                var customer = customersById.GetValueOrDefault(order.CustomerId);
                Console.WriteLine(customer?.Name); // may be missing
            }
            """));

    [Theory]
    [InlineData("FirstAsync(c => c.Id == id)", "First()")]
    [InlineData("SingleAsync(c => c.Id == id)", "Single()")]
    public Task Fixes_a_row_that_must_exist_with_a_lookup_that_throws_alike(string query, string answer) => Verify.FixAsync(
        Shop.InMethod($$"""
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|{{query}}|];
            }
            """),
        Shop.InMethod($$"""
            var customersById = (await db.Customers.Where(c => ids.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);
            foreach (var id in ids)
            {
                var customer = customersById[id].{{answer}};
            }
            """));

    [Fact]
    public Task Fixes_rows_per_element_with_a_lookup() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
            {
                var others = await db.Orders
                    .AsNoTracking()
                    .Include(o => o.Customer)
                    .Where(o => o.State == State.Open && order.CustomerId == o.CustomerId)
                    .OrderBy(o => o.Price) // cheapest first
                    .[|ToListAsync(token)|];
            }
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var ordersByCustomerId = (await db.Orders
                .AsNoTracking()
                .Include(o => o.Customer)
                .Where(o => o.State == State.Open && customerIds.Contains(o.CustomerId))
                .OrderBy(o => o.Price) // cheapest first
                .ToListAsync(token)).ToLookup(o => o.CustomerId);
            foreach (var order in orders)
            {
                var others = ordersByCustomerId[order.CustomerId].ToList();
            }
            """));

    [Fact]
    public Task Fixes_an_existence_test_with_a_set() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var id in ids)
            {
                if (!await db.Orders.Where(o => o.State == State.Open).[|AnyAsync(o => o.CustomerId == id, token)|])
                    Console.WriteLine(id);
            }
            """),
        Shop.InMethod("""
            var existingCustomerIds = (await db.Orders.Where(o => o.State == State.Open).Where(o => ids.Contains(o.CustomerId)).Select(o => o.CustomerId).Distinct().ToListAsync(token)).ToHashSet();
            foreach (var id in ids)
            {
                if (!existingCustomerIds.Contains(id))
                    Console.WriteLine(id);
            }
            """));

    [Fact]
    public Task Fixes_a_count_with_a_grouped_count() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var id in ids)
            {
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            }
            """),
        Shop.InMethod("""
            var countByCustomerId = await db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
            foreach (var id in ids)
            {
                Console.WriteLine(countByCustomerId.GetValueOrDefault(id));
            }
            """));

    [Theory]
    [InlineData("FindAsync(order.CustomerId)")]
    [InlineData("FindAsync(new object[] { order.CustomerId })")]
    public Task Fixes_a_find_by_the_key_of_the_entity(string query) => Verify.FixAsync(
        Shop.InMethod($$"""
            foreach (var order in orders)
            {
                var customer = await db.Customers.[|{{query}}|];
            }
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var order in orders)
            {
                var customer = customersById.GetValueOrDefault(order.CustomerId);
            }
            """));

    [Fact]
    public Task Fixes_a_key_held_in_a_local_and_keeps_ConfigureAwait() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
            {
                var id = order.CustomerId;
                Console.WriteLine((await db.Customers.[|SingleOrDefaultAsync(c => c.Id == id)|].ConfigureAwait(false))?.Name);
            }
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id).ConfigureAwait(false);
            foreach (var order in orders)
            {
                var id = order.CustomerId;
                Console.WriteLine(customersById.GetValueOrDefault(id)?.Name);
            }
            """));

    [Fact]
    public Task Fixes_a_loop_over_an_answer_without_asking_for_it_twice() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in await db.Orders.ToListAsync())
            {
                var customer = await db.Customers.[|FindAsync(order.CustomerId)|];
            }
            """),
        Shop.InMethod("""
            var orders2 = await db.Orders.ToListAsync();
            var customerIds = orders2.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var order in orders2)
            {
                var customer = customersById.GetValueOrDefault(order.CustomerId);
            }
            """));

    [Fact]
    public Task Fixes_synchronous_queries_in_callbacks_and_adds_the_using() => Verify.FixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            public List<string> Names(ShopContext db, IReadOnlyList<Order> orders)
            {
                return orders.Select(order => db.Customers.[|First(c => c.Id == order.CustomerId)|].Name).ToList();
            }
        }
        """ + Shop.Model,
        """
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            public List<string> Names(ShopContext db, IReadOnlyList<Order> orders)
            {
                var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
                var customersById = db.Customers.Where(c => customerIds.Contains(c.Id)).ToLookup(c => c.Id);
                return orders.Select(order => customersById[order.CustomerId].First().Name).ToList();
            }
        }
        """ + Shop.Model);

    [Fact]
    public Task Fixes_two_queries_in_one_loop() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
            {
                var customer = await db.Customers.[|FindAsync(order.CustomerId)|];
                var number = await db.Orders.[|CountAsync(o => o.CustomerId == order.CustomerId)|];
            }
            """),
        Shop.InMethod("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            var customerIds2 = orders.Select(order => order.CustomerId).Distinct().ToList();
            var countByCustomerId = await db.Orders.Where(o => customerIds2.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
            foreach (var order in orders)
            {
                var customer = customersById.GetValueOrDefault(order.CustomerId);
                var number = countByCustomerId.GetValueOrDefault(order.CustomerId);
            }
            """));

    [Fact]
    public Task Fixes_and_keeps_the_line_endings_of_the_file() => Verify.FixAsync(
        Shop.InMethod("foreach (var id in ids)\n    _ = await db.Customers.[|FindAsync(id)|];").ReplaceLineEndings("\r\n"),
        Shop.InMethod("var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);\nforeach (var id in ids)\n    _ = customersById.GetValueOrDefault(id);").ReplaceLineEndings("\r\n"));

    [Fact]
    public Task Fixes_text_keys_only_when_asked_to() => Verify.FixSinglyAsync(
        Shop.InMethod("""
            foreach (var order in orders)
            {
                var same = await db.Orders.Where(o => o.CustomerName == order.CustomerName).[|ToListAsync()|];
            }
            """),
        Shop.InMethod("""
            var customerNames = orders.Select(order => order.CustomerName).Distinct().ToList();
            var ordersByCustomerName = (await db.Orders.Where(o => customerNames.Contains(o.CustomerName)).ToListAsync()).ToLookup(o => o.CustomerName);
            foreach (var order in orders)
            {
                var same = ordersByCustomerName[order.CustomerName].ToList();
            }
            """),
        QueryInLoopFix.LoadBeforeLoopByText);

    [Fact]
    public Task Fixes_beside_unknown_calls_only_when_asked_to() => Verify.FixSinglyAsync(
        Shop.InMethod(
            """
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FindAsync(id)|];
                await SendAsync(customer);
            }
            """,
            "private Task SendAsync(Customer? customer) => Task.CompletedTask;"),
        Shop.InMethod(
            """
            var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var id in ids)
            {
                var customer = customersById.GetValueOrDefault(id);
                await SendAsync(customer);
            }
            """,
            "private Task SendAsync(Customer? customer) => Task.CompletedTask;"),
        QueryInLoopFix.LoadBeforeLoopAssumingNoWrites);
}
