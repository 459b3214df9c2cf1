using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries in which operators of the project stand: those that only filter and load more of each row stay where they are.</summary>
public sealed class QueryInLoopOwnOperatorFixTests
{
    private const string Keys = "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\n";

    [Theory]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query, bool all = false) => query.Include(c => c.Orders);", "Own()")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query, bool all) { if (all) { query = query.Include(c => c.Orders).ThenInclude(o => o.Customer); } return query.AsSplitQuery(); }", "Own(true)")]
    [InlineData("public static IQueryable<T> Own<T>(this IQueryable<T> query) where T : Customer => query.Where(c => c.Name != \"\");", "Own()")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query, State state) { var open = query.Named(); return state.HasFlag(State.Closed) ? open : open.Include(c => c.Orders.Where(o => o.State == state)); } public static IQueryable<Customer> Named(this IQueryable<Customer> query) => query.Where(c => c.Name.Length > 3);", "Own(State.Open)")]
    public Task Fixes_a_row_of_a_query_with_an_operator_that_only_filters_or_loads_more(string operators, string applied) => Verify.FixAsync(
        Code($"var customer = await db.Customers.{applied}.[|SingleOrDefaultAsync(c => c.Id == order.CustomerId)|];", "", operators),
        Code("var customer = customersById.GetValueOrDefault(order.CustomerId);", Keys + $"        var customersById = await db.Customers.{applied}.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);\n        ", operators));

    [Theory]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query) => query.Take(5);")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query) => query.OrderBy(c => c.Name);")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query) => query.AsNoTracking();")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query) { Console.WriteLine(query); return query; }")]
    [InlineData("private static int calls; public static IQueryable<Customer> Own(this IQueryable<Customer> query) { calls++; return query; }")]
    [InlineData("public static bool IsOn { get; set; } public static IQueryable<Customer> Own(this IQueryable<Customer> query) => IsOn ? query.Where(c => c.Name != \"\") : query;")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query) => new ShopContext().Customers;")]
    [InlineData("public static IQueryable<Customer> Own(this IQueryable<Customer> query) => query.SelectMany(c => c.Orders).Select(o => o.Customer!);")]
    public Task Offers_nothing_where_it_does_more(string operators) => NoFixAsync("var customer = await db.Customers.Own().[|SingleOrDefaultAsync(c => c.Id == order.CustomerId)|];", operators);

    [Theory]
    [InlineData("var customer = await db.Customers.Own(order.Id).[|SingleOrDefaultAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("var customer = await db.Customers.Own(ids.Count()).[|SingleOrDefaultAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("var customer = await db.Customers.Own(3).OrderBy(c => c.Name).[|FirstOrDefaultAsync(c => c.Name == order.CustomerName)|];")]
    public Task Offers_nothing_where_it_is_told_something_of_the_element_or_one_of_several_is_meant(string statement) =>
        NoFixAsync(statement, "public static IQueryable<Customer> Own(this IQueryable<Customer> query, int count) => query.Where(c => c.Orders.Count > count);");

    [Fact]
    public Task Fixes_rows_behind_a_method_that_is_told_what_to_load()
    {
        const string One = "public async Task<IList<Order>> OfCustomerAsync(int customerId, bool deep = false) => await db.Orders.Where(o => o.CustomerId == customerId).Parts(deep).OrderBy(o => o.Price).ToListAsync();";
        const string Many = "\n    public async Task<ILookup<int, Order>> OfCustomersAsync(IReadOnlyCollection<int> customerIds, bool deep = false) => (await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).Parts(deep).OrderBy(o => o.Price).ToListAsync()).ToLookup(o => o.CustomerId);\n";
        const string Operators = "public static IQueryable<Order> Parts(this IQueryable<Order> query, bool deep) { if (deep) { query = query.Include(o => o.Customer); } return query; }";
        return Verify.FixAsync(
            Code("foreach (var other in await [|OfCustomerAsync(order.CustomerId, true)|])\n                Console.WriteLine(other.Price);", "", Operators, One + "\n"),
            Code("foreach (var other in ordersByCustomerId[order.CustomerId].ToList())\n                Console.WriteLine(other.Price);", Keys + "        var ordersByCustomerId = await OfCustomersAsync(customerIds, true);\n        ", Operators, One + "\n" + Many));
    }

    private static Task NoFixAsync(string statement, string operators) => Verify.NoFixAsync(Code(statement, "", operators));

    private static string Code(string statement, string before, string operators, string members = "") => $$"""
        using Microsoft.EntityFrameworkCore;

        public static class Operators
        {
            {{operators}}
        }

        public class Service
        {
            private readonly ShopContext db = new();

            {{members}}
            public async Task Run(List<Order> orders, List<int> ids)
            {
                {{before}}foreach (var order in orders)
                {
                    {{statement}}
                }
            }
        }
        {{Shop.Model}}
        """;
}
