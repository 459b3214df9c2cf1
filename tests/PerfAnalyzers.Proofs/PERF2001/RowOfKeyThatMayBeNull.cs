using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var salesman = await db.Customers.SingleOrDefaultAsync(c => c.Id == order.SalesmanId);
            request.Output.WriteLine(salesman?.Name ?? "nobody");
        }
    }
}
