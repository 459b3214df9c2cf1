using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var day = new DateTime(2024, 1, 9);
        request.Output.WriteLine(await db.Orders.CountAsync(o => o.Ordered.Date <= day));
    }
}
