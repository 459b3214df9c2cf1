using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            var first = await db.Customers.AsNoTracking().OrderBy(c => c.Id).FirstOrDefaultAsync();
            request.Output.WriteLine($"{id}: {first?.Name}");
        }
    }
}
