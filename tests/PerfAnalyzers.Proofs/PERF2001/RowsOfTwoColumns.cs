using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var others = await db.Orders.AsNoTracking().Where(o => o.CustomerId == order.CustomerId && o.State == order.State).OrderBy(o => o.Id).ToListAsync();
            request.Output.WriteLine($"{order.Id}: " + string.Join(' ', others.Select(o => o.Id)));
        }
    }
}
