using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = request.Orders;
        foreach (var order in orders)
        {
            var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == order.CustomerId);
            if (customer == null)
                continue;

            request.Output.WriteLine($"{order.Id}: {customer.Name}");
        }
    }
}
