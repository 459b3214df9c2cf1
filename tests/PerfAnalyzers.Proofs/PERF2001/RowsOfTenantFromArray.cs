using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var tenants = request.Orders.Select(o => o.Tenant).ToArray();
        foreach (var tenant in tenants)
        {
            var orders = await db.Orders.Where(o => o.Tenant == tenant).OrderBy(o => o.Id).ToListAsync();
            request.Output.WriteLine(orders.Count == 0 ? "none" : $"{orders.Count} from {orders[0].Id}");
        }
    }
}
