using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var (id, customerId) in request.Orders.Select(o => (o.Id, o.CustomerId)).ToList())
            request.Output.WriteLine(await DescribeAsync(db, id, customerId));
    }

    private static async Task<string> DescribeAsync(ShopContext db, int id, int customerId)
    {
        var newest = await db.Orders.Where(o => o.CustomerId == customerId).OrderByDescending(o => o.Id).FirstOrDefaultAsync();
        return $"{id}: {newest?.Id} {newest?.Price}";
    }
}
