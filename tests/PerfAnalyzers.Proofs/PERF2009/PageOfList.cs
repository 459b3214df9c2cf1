using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = await db.Orders.ToListAsync();
        foreach (var order in orders.OrderByDescending(o => o.Id).Skip(5).Take(20))
            request.Output.WriteLine(order.Id);
    }
}
