using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = await db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync();
        foreach (var order in orders)
            request.Output.WriteLine(order.Price);
    }
}
