using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var work = new Work(db);
        var orders = await db.Orders.ToListAsync();
        foreach (var order in orders)
        {
            order.State = State.Closed;
            work.Update(order);
            await work.CommitAsync();
        }

        request.Output.WriteLine(await db.Orders.CountAsync(o => o.State == State.Closed));
    }
}

public class Work
{
    private readonly ShopContext db;

    public Work(ShopContext db) => this.db = db;

    public void Update(Order order) => db.Orders.Update(order);

    public async Task CommitAsync() => await db.SaveChangesAsync();
}
