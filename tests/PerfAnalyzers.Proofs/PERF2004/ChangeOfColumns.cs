using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        await using var own = request.NewContext();
        var open = await own.Orders.Where(o => o.State == State.Open).ToListAsync();
        foreach (var order in open)
        {
            order.State = State.Closed;
            order.SalesmanId = null;
        }

        await own.SaveChangesAsync();
        request.Output.WriteLine(await db.Orders.CountAsync(o => o.SalesmanId == null));
    }
}
