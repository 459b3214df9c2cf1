using System.Net.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, HttpClient http, List<int> ids, TextWriter output, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestAborted = aborted };
        await new Prices(new Orders(db), http, ids, output).InvokeAsync(context);
    }
}

public sealed class Prices(Orders orders, HttpClient http, List<int> ids, TextWriter output)
{
    public async Task InvokeAsync(HttpContext context)
    {
        foreach (var id in ids)
            output.WriteLine($"{await http.GetStringAsync("/rates/" + id)}: {string.Join(", ", await orders.PricesAsync(id))}");
    }
}

public sealed class Orders(ShopContext db)
{
    public async Task<List<int>> PricesAsync(int id) => await db.Orders.Where(o => o.Id == id).Select(o => o.Price).ToListAsync();
}
