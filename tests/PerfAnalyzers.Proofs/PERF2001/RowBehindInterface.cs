using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public interface ICustomers
{
    Task<Customer?> GetByIdAsync(int id, CancellationToken cancellationToken);
}

public sealed class Customers(ShopContext db) : ICustomers
{
    public async Task<Customer?> GetByIdAsync(int id, CancellationToken cancellationToken) =>
        await db.Customers.FirstOrDefaultAsync(c => c.Id == id, cancellationToken);
}

public sealed class CustomersOfTenant(ICustomers inner) : ICustomers
{
    public Task<Customer?> GetByIdAsync(int id, CancellationToken cancellationToken) => inner.GetByIdAsync(id, cancellationToken);
}

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request) => PrintAsync(new CustomersOfTenant(new Customers(db)), request);

    private static async Task PrintAsync(ICustomers customers, Request request)
    {
        foreach (var order in request.Orders)
        {
            var customer = await customers.GetByIdAsync(order.CustomerId, CancellationToken.None);
            request.Output.WriteLine($"{order.Id}: {customer?.Name}");
        }
    }
}
