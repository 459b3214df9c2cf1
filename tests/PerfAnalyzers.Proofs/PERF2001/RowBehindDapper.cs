using System.Data;
using Dapper;
using PerfAnalyzers.Proofs.Shop;

public interface ICustomers
{
    Task<Customer?> GetByIdAsync(int? id);
}

public sealed class Customers(IDbConnection connection) : ICustomers
{
    private const string ById = "SELECT Id, Name FROM Customers WHERE Id = @id";

    public async Task<Customer?> GetByIdAsync(int? id)
    {
        return await connection.QuerySingleOrDefaultAsync<Customer>(new CommandDefinition(ById, new { id }));
    }
}

public sealed class CustomersOfTenant(ICustomers inner) : ICustomers
{
    public Task<Customer?> GetByIdAsync(int? id) => inner.GetByIdAsync(id);
}

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request) => PrintAsync(new CustomersOfTenant(new Customers(request.Connection)), request);

    private static async Task PrintAsync(ICustomers customers, Request request)
    {
        foreach (var order in request.Orders)
        {
            var salesman = await customers.GetByIdAsync(order.SalesmanId);
            request.Output.WriteLine($"{order.Id}: {salesman?.Name}");
        }
    }
}
