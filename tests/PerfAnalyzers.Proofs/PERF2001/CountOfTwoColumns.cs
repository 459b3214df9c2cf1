using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var count = await db.Orders.CountAsync(o => o.CustomerId == order.CustomerId && o.SalesmanId == order.Id);
            request.Output.WriteLine($"{order.Id}: {count}");
        }
    }
}
