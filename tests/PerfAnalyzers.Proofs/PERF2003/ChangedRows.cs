using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();
        foreach (var order in orders)
        {
            order.Price += order.State == State.Open ? 1 : 2;
            await db.SaveChangesAsync();
        }

        request.Output.WriteLine(await db.Orders.SumAsync(o => o.Price));
    }
}
