namespace PerfAnalyzers.Tests.Rules.DataAccess;

// What is asked for other than one row or null, and of which database.
public sealed partial class QueryInLoopSqlMethodFixTests
{
    [Theory]
    [InlineData("_ = repository.[|Get(order.CustomerId)|].Name;", "_ = customersById[order.CustomerId].Single().Name;", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar customersById = repository.GetByIds(customerIds);",
        "public Customer Get(int id) => connection.QuerySingle<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id });",
        "public ILookup<int, Customer> GetByIds(IReadOnlyCollection<int> ids)", "Customer", "customers", "Query<Customer>(\"SELECT * FROM Customers WHERE Id IN @ids\", new { ids = ids2 })", "c => c.Id")]
    [InlineData("_ = (await repository.[|GetAsync(order.CustomerId)|]).Name;", "_ = customersById[order.CustomerId].First().Name;", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar customersById = await repository.GetByIdsAsync(customerIds);",
        "public async ValueTask<Customer> GetAsync(int id) => await connection.QueryFirstAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id });",
        "public async ValueTask<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)", "Customer", "customers", "await QueryAsync<Customer>(\"SELECT * FROM Customers WHERE Id IN @ids\", new { ids = ids2 })", "c => c.Id")]
    [InlineData("_ = await repository.[|SalesmanAsync(order.SalesmanId)|];", "_ = customersById[order.SalesmanId].SingleOrDefault();", "var salesmanIds = orders.Select(order => order.SalesmanId).OfType<int>().Distinct().ToList();\nvar customersById = await repository.SalesmanByIdsAsync(salesmanIds);",
        "public Task<Customer?> SalesmanAsync(int? id) => connection.QuerySingleOrDefaultAsync<Customer?>(\"SELECT * FROM Customers WHERE Id = @id\", new { id });",
        "public async Task<ILookup<int?, Customer>> SalesmanByIdsAsync(IReadOnlyCollection<int> ids)", "Customer", "customers", "await QueryAsync<Customer>(\"SELECT * FROM Customers WHERE Id IN @ids\", new { ids = ids2 })", "c => (int?)c.Id")]
    [InlineData("foreach (var other in await repository.[|OfAsync(order.CustomerId)|]) Console.WriteLine(other.Id);", "foreach (var other in ordersByCustomerId[order.CustomerId].ToList()) Console.WriteLine(other.Id);", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar ordersByCustomerId = await repository.OfCustomersAsync(customerIds);",
        "public Task<IEnumerable<Order>> OfAsync(int customer) => connection.QueryAsync<Order>(\"SELECT * FROM Orders WHERE CustomerId = @customer\", new { customer });",
        "public async Task<ILookup<int, Order>> OfCustomersAsync(IReadOnlyCollection<int> customers)", "Order", "orders", "await QueryAsync<Order>(\"SELECT * FROM Orders WHERE CustomerId IN @customers\", new { customers = customers2 })", "o => o.CustomerId", "customers")]
    [InlineData("_ = repository.[|OrdersOf(3, order.CustomerId)|].Length;", "_ = ordersByCustomerId[order.CustomerId].ToArray().Length;", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar ordersByCustomerId = repository.OrdersOfIds(3, customerIds);",
        "public Order[] OrdersOf(int tenant, int id) => connection.Query<Order>(\"SELECT * FROM Orders WHERE Tenant = @tenant AND CustomerId = @id\", new { tenant, id }).ToArray();",
        "public ILookup<int, Order> OrdersOfIds(int tenant, IReadOnlyCollection<int> ids)", "Order", "orders", "Query<Order>(\"SELECT * FROM Orders WHERE Tenant = @tenant AND CustomerId IN @ids\", new { tenant, ids = ids2 })", "o => o.CustomerId")]
    [InlineData("_ = (await repository.[|OrdersOfAsync(order.CustomerId)|]).Count;", "_ = ordersByCustomerId[order.CustomerId].ToList().Count;", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar ordersByCustomerId = await repository.OrdersOfIdsAsync(customerIds);",
        "public async Task<List<Order>> OrdersOfAsync(int id) => (await connection.QueryAsync<Order>(\"SELECT * FROM Orders WHERE CustomerId = @id\", new { id })).AsList();",
        "public async Task<ILookup<int, Order>> OrdersOfIdsAsync(IReadOnlyCollection<int> ids)", "Order", "orders", "await QueryAsync<Order>(\"SELECT * FROM Orders WHERE CustomerId IN @ids\", new { ids = ids2 })", "o => o.CustomerId")]
    public Task Fixes_other_answers_behind_a_class(string statement, string answer, string before, string one, string header, string row, string rows, string query, string key, string keys = "ids")
    {
        query = query.StartsWith("await ", StringComparison.Ordinal) ? "await connection." + query.Substring("await ".Length) : "connection." + query;
        var added = $"{header}\n    {{\n        var {rows} = new List<{row}>();\n        foreach (var {keys}2 in {keys}.Chunk(1000))\n            {rows}.AddRange({query});\n\n        return {rows}.ToLookup({key});\n    }}";
        return FixAsync($"foreach (var order in orders)\n    {statement}", $"{before}\nforeach (var order in orders)\n    {answer}", one, added);
    }

    [Fact]
    public async Task Fixes_for_the_array_that_Postgres_takes()
    {
        const string One = "public Customer Get(int id)\n    {\n        using var own = new Npgsql.NpgsqlConnection(\"\");\n        return own.QuerySingle<Customer>(\"select * from customers where id = @id\", new { id });\n    }";
        const string Many = "\n\n    public ILookup<int, Customer> GetByIds(IReadOnlyCollection<int> ids)\n    {\n        using var own = new Npgsql.NpgsqlConnection(\"\");\n        var customers = new List<Customer>();\n        foreach (var ids2 in ids.Chunk(1000))\n            customers.AddRange(own.Query<Customer>(\"select * from customers where id = ANY(@ids)\", new { ids = ids2 }));\n\n        return customers.ToLookup(c => c.Id);\n    }";
        var test = NewTest(
            DapperShop.Source("foreach (var id in ids)\n    Console.WriteLine(repository.[|Get(id)|].Name);", One),
            DapperShop.Source("var customersById = repository.GetByIds(ids);\nforeach (var id in ids)\n    Console.WriteLine(customersById[id].Single().Name);", One + Many));
        test.ReferenceAssemblies = References.Stores;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
