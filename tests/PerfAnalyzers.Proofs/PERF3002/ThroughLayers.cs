using System.Net.Http;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, HttpClient http, List<int> ids, TextWriter output, CancellationToken aborted)
    {
        IDesk desk = new Desk(new Orders(db), new Rates(http));
        foreach (var id in ids)
            output.WriteLine(await desk.PriceAsync(id));
    }
}

public interface IDesk
{
    Task<string> PriceAsync(int id);
}

public sealed class Desk(Orders orders, Rates rates) : IDesk
{
    public async Task<string> PriceAsync(int id) => $"{await rates.LoadAsync("EUR")}: {await orders.PriceAsync(id)}";
}

public sealed class FreeDesk : IDesk
{
    public Task<string> PriceAsync(int id) => Task.FromResult("free");
}

public sealed class Orders(ShopContext db)
{
    public async Task<int?> PriceAsync(int id) => await db.Orders.Where(o => o.Id == id).Select(o => (int?)o.Price).FirstOrDefaultAsync();
}

public sealed class Rates(HttpClient http)
{
    public Task<string> LoadAsync(string currency) => FetchAsync("/rates/" + currency);

    private async Task<string> FetchAsync(string path) => await http.GetStringAsync(path);
}
