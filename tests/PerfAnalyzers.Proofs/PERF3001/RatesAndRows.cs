using System.Net.Http;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, HttpClient http, List<int> ids, TextWriter output, CancellationToken aborted)
    {
        foreach (var id in ids)
        {
            var rate = await http.GetStringAsync("/rates/" + id);
            var order = await db.Orders.Where(o => o.Id == id).Select(o => new { o.Id, o.Price }).FirstOrDefaultAsync();
            output.WriteLine($"{rate}: {order?.Price}");
        }
    }
}
