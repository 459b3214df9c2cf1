using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in await db.Orders.Where(o => o.Price > 10).ToListAsync())
            order.Price = order.Price * 2;

        await db.SaveChangesAsync();
        request.Output.WriteLine(await db.Orders.SumAsync(o => o.Price));
    }
}
