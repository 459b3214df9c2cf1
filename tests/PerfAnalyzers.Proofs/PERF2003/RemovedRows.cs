using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var rows = await db.Orders.Where(o => o.State == State.Closed).ToArrayAsync();
        for (var i = 0; i < rows.Length; i++)
        {
            db.Orders.Remove(rows[i]);
            await db.SaveChangesAsync();
        }

        request.Output.WriteLine(await db.Orders.CountAsync());
    }
}
