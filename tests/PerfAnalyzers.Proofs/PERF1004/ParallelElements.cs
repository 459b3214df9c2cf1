using System.Collections.Concurrent;
using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await store.SaveAsync(seed * 7, seed);
        return All(store, seed);
    }

    private static string All(IStore store, int seed)
    {
        var keys = new[] { Load(store, seed), seed + 1, seed + 2, seed + 3 };
        var seen = new ConcurrentBag<string>();
        Parallel.ForEach(keys, key => seen.Add($"{key}={Load(store, key)}"));
        return string.Join(' ', seen.Order());
    }

    private static int Load(IStore store, int key) => store.LoadAsync(key * 7).GetAwaiter().GetResult() + key;
}
