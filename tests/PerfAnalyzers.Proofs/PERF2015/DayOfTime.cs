using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var day = new DateTime(2024, 1, 5);
        var ids = await db.Orders.Where(o => o.Ordered.Date == day).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync();
        request.Output.WriteLine(string.Join(' ', ids));
    }
}
