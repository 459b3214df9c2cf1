using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var asked = request.Orders.Select(o => (o.CustomerId, o.Price)).ToList();
        foreach (var (customerId, price) in asked)
        {
            var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == customerId);
            request.Output.WriteLine($"{customer?.Name ?? "-"} {price}");
        }
    }
}
