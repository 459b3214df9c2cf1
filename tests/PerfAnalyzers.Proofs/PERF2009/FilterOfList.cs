using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var open = (await db.Orders.AsNoTracking().ToListAsync()).Where(o => o.State == State.Open && o.Price > 90).ToList();
        foreach (var order in open)
            request.Output.WriteLine($"{order.Id} {order.Price}");
    }
}
