using System.Net.Http;
using Microsoft.Extensions.Caching.Memory;

public static class Program
{
    public static async Task<string> RunAsync(Uri address, int rounds)
    {
        using var client = new HttpClient();
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var rates = new Rates(cache, client, address);
        var answers = await Task.WhenAll(Enumerable.Range(0, rounds).Select(_ => rates.GetAsync()));
        return string.Join(' ', answers);
    }
}

public class Rates
{
    private readonly IMemoryCache cache;
    private readonly HttpClient client;
    private readonly Uri address;

    public Rates(IMemoryCache cache, HttpClient client, Uri address)
    {
        this.cache = cache;
        this.client = client;
        this.address = address;
    }

    public async Task<string?> GetAsync()
    {
        if (!cache.TryGetValue("rates", out string? rates))
        {
            rates = await LoadAsync();
            cache.Set("rates", rates, TimeSpan.FromMinutes(5));
        }

        return rates;
    }

    // A service that is worth a cache takes its time.
    private async Task<string> LoadAsync()
    {
        await Task.Delay(50);
        return await client.GetStringAsync(address);
    }
}
