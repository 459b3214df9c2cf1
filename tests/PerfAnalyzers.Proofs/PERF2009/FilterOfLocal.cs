using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = await db.Orders.ToListAsync();
        var some = orders.Where(o => o.SalesmanId == null && request.Ids.Contains(o.CustomerId)).ToList();
        request.Output.WriteLine(some.Count);
    }
}
