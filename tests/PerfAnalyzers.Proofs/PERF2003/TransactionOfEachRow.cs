using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = await db.Orders.ToListAsync();
        foreach (var order in orders)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            order.Price += 2;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        request.Output.WriteLine(await db.Orders.SumAsync(o => o.Price));
    }
}
