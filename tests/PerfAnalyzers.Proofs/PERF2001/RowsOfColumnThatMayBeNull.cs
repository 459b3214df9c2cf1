using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            var orders = await db.Orders.Where(o => o.SalesmanId == id).OrderBy(o => o.Id).ToArrayAsync();
            request.Output.WriteLine($"{id}: " + string.Join(' ', orders.Select(o => o.Id)));
        }
    }
}
