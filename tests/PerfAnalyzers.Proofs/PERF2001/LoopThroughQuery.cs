using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in db.Orders.Where(o => o.Id > 0).OrderBy(o => o.Id))
        {
            var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == order.CustomerId);
            request.Output.WriteLine($"{order.Id}: {customer?.Name}");
        }
    }
}
