using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var newest = await db.Orders.AsNoTracking().Include(o => o.Lines).OrderByDescending(o => o.Id).FirstOrDefaultAsync(o => o.CustomerId == order.SalesmanId);
            request.Output.WriteLine($"{order.Id}: {newest?.Id} {newest?.Lines.Count}");
        }
    }
}
