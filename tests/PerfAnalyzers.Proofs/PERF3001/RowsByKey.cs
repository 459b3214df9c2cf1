using System.Net.Http;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, HttpClient http, List<int> ids, TextWriter output, CancellationToken aborted)
    {
        foreach (var id in ids)
        {
            using var response = await http.GetAsync("/keys/" + id);
            var order = await db.Orders.FindAsync(id);
            output.WriteLine($"{response.StatusCode}: {order?.Price}");
        }
    }
}
