using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var ids = request.Ids;
        foreach (var id in ids)
        {
            var order = new Order { CustomerId = id, Price = id * 3 };
            order.Lines.Add(new Line { Amount = id });
            db.Orders.Add(order);
            await db.SaveChangesAsync();
        }

        request.Output.WriteLine(await db.Orders.CountAsync());
    }
}
