using Microsoft.Extensions.Caching.Memory;
using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        await store.SaveAsync(seed * 7, seed);
        var asked = 0;
        var log = "";
        for (var round = 0; round < 3; round++)
        {
            var value = cache.GetOrCreate(seed, entry =>
            {
                entry.SetPriority(CacheItemPriority.High);
                asked++;
                return store.LoadAsync(seed * 7).GetAwaiter().GetResult() + asked;
            });
            log += $" {value}";
        }

        return $"{log} {asked} {cache.Count}";
    }
}
