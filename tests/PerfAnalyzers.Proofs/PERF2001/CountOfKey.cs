using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
            request.Output.WriteLine(await db.Orders.Where(o => o.State == State.Closed).CountAsync(o => o.CustomerId == id));
    }
}
