using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in await db.Orders.Include(o => o.Lines).OrderBy(o => o.Id).ToListAsync())
            request.Output.WriteLine($"{order.Id} {order.Price}");
    }
}
