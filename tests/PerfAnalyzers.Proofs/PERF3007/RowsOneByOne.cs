using System.Net.Http;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static Task RunAsync(ShopContext db, HttpClient http, List<int> ids, TextWriter output, CancellationToken aborted)
    {
        foreach (var price in Prices(db, Asked(http, ids), aborted))
            output.WriteLine(price);

        return Task.CompletedTask;
    }

    private static List<int?> Prices(ShopContext db, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var prices = new List<int?>();
        foreach (var id in ids)
        {
            prices.Add(db.Orders.Where(o => o.Id == id).Select(o => (int?)o.Price).FirstOrDefault());
        }

        return prices;
    }

    private static IEnumerable<int> Asked(HttpClient http, List<int> ids)
    {
        foreach (var id in ids)
            yield return http.GetStringAsync("/allowed/" + id).GetAwaiter().GetResult().Length > 0 ? id : 0;
    }
}
