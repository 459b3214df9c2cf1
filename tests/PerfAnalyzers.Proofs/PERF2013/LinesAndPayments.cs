using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = await db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Payments).Where(o => o.Price > 20).OrderBy(o => o.Id).ToListAsync();
        foreach (var order in orders)
            request.Output.WriteLine($"{order.Id} {order.Lines.Sum(l => l.Amount)} {order.Payments.Sum(p => p.Amount)}");
    }
}
