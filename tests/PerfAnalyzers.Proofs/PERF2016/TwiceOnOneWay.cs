using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var count = await db.Orders.CountAsync(o => o.State == State.Open);
        request.Output.WriteLine($"{count} open");
        if (await db.Orders.CountAsync(o => o.State == State.Open) > 3)
            request.Output.WriteLine("many");
    }
}
