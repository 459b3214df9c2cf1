using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var cheap = await db.Orders.Where(o => o.Price < 10).ToListAsync();
        if (cheap.Count == 0)
            request.Output.WriteLine("none");
    }
}
