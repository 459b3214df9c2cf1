using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            var newest = await db.Orders
                .Where(o => o.CustomerId == id && o.State == State.Open)
                .OrderByDescending(o => o.Ordered)
                .ThenBy(o => o.Id)
                .FirstOrDefaultAsync();
            request.Output.WriteLine($"{id}: {newest?.Id} {newest?.Price}");
        }
    }
}
