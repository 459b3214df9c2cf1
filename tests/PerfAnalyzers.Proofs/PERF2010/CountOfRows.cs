using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        if (await db.Orders.CountAsync(o => o.State == State.Open) > 0)
            request.Output.WriteLine("open");
    }
}
