using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            var orders = await db.Orders
                .Include(o => o.Lines)
                .Where(o => o.State == State.Open && o.CustomerId == id)
                .OrderByDescending(o => o.Price)
                .ThenBy(o => o.Id)
                .ToListAsync();
            request.Output.WriteLine($"{id}: " + string.Join(' ', orders.Select(o => $"{o.Id}/{o.Lines.Sum(l => l.Amount)}")));
        }
    }
}
