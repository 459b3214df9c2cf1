using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            if (!await db.Customers.AnyAsync(c => c.Id == order.SalesmanId))
                request.Output.WriteLine(order.Id);
        }
    }
}
