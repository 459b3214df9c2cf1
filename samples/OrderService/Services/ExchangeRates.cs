using System.Text.Json;

namespace OrderService.Services;

public interface IExchangeRates
{
    Task<decimal> GetRateAsync(string currency, CancellationToken cancellationToken = default);
}

public class FileExchangeRates(IWebHostEnvironment environment) : IExchangeRates
{
    public async Task<decimal> GetRateAsync(string currency, CancellationToken cancellationToken = default)
    {
        await using var file = File.OpenRead(Path.Combine(environment.ContentRootPath, "rates.json"));
        var rates = await JsonSerializer.DeserializeAsync<Dictionary<string, decimal>>(file, cancellationToken: cancellationToken);
        return rates is not null && rates.TryGetValue(currency, out var rate) ? rate : 1;
    }
}
