using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var ids = request.Ids;
        for (var i = 0; i < ids.Count; i++)
        {
            var id = ids[i];
            var newest = await db.Orders.Where(o => o.CustomerId == id).MaxAsync(o => (int?)o.Id);
            request.Output.WriteLine($"{i}: {newest}");
        }
    }
}
