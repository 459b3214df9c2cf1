using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var exists = await db.Orders.Where(o => o.Price > 3).AnyAsync(o => o.Tenant == order.Tenant && o.Id == order.SalesmanId);
            request.Output.WriteLine($"{order.Id}: {exists}");
        }
    }
}
