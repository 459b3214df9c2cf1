using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var key = $"customer:{order.CustomerId}";
            request.Output.WriteLine($"{order.Id}: {await request.Redis.StringGetAsync(key)}");
        }
    }
}
