using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var names = await db.Customers.Where(c => c.Id > 2).Select(c => c.Name).ToListAsync();
            if (names.Contains("C" + order.CustomerId))
                request.Output.WriteLine(order.Id);
        }
    }
}
