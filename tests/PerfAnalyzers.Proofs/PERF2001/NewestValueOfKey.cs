using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var price = await db.Orders.Where(o => o.SalesmanId == order.CustomerId).OrderBy(o => o.Ordered).ThenBy(o => o.Id).Select(o => o.Price).LastOrDefaultAsync();
            request.Output.WriteLine($"{order.Id}: {price}");
        }
    }
}
