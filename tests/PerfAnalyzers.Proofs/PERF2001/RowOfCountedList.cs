using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var orders = request.Orders;
        for (var i = 0; i < orders.Count; i++)
        {
            var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == orders[i].CustomerId);
            request.Output.WriteLine($"{i} {customer?.Name ?? "-"}");
        }
    }
}
