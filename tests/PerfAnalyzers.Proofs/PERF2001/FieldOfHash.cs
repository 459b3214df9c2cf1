using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
            request.Output.WriteLine($"{id}: {request.Redis.HashGet("customer", id)}");

        return Task.CompletedTask;
    }
}
