using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
            request.Output.WriteLine(await db.Orders.Where(o => o.CustomerId == id).SumAsync(o => o.Id));
    }
}
