using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public interface IRepository<T>
    where T : Customer
{
    Task<T?> GetByIdAsync(int id);
}

public sealed class Repository<T>(ShopContext db) : IRepository<T>
    where T : Customer
{
    public async Task<T?> GetByIdAsync(int id) => await db.Set<T>().FirstOrDefaultAsync(c => c.Id == id);
}

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request) => PrintAsync(new Repository<Customer>(db), request);

    private static async Task PrintAsync(IRepository<Customer> customers, Request request)
    {
        foreach (var order in request.Orders)
        {
            var customer = await customers.GetByIdAsync(order.CustomerId);
            request.Output.WriteLine($"{order.Id}: {customer?.Name}");
        }
    }
}
