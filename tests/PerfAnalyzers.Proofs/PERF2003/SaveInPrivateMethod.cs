using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
            await AddAsync(db, new Order { CustomerId = id, Price = id * 3 });

        request.Output.WriteLine(await db.Orders.CountAsync());
    }

    private static async Task AddAsync(ShopContext db, Order order)
    {
        order.Lines.Add(new Line { Amount = order.Price });
        db.Orders.Add(order);
        await db.SaveChangesAsync();
    }
}
