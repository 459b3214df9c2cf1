using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        var log = new List<string>();
        await store.SaveAsync(seed, seed);
        var first = Known(store, seed, log) && Known(store, seed + 1, log);
        var second = Known(store, seed + 2, log) || Known(store, seed + 3, log);
        while (!Known(store, seed, log) && log.Count < 9)
            seed++;

        return $"{first} {second} {seed} {string.Join(' ', log)}";
    }

    private static bool Known(IStore store, int key, List<string> log)
    {
        log.Add($"{key}?");
        var value = store.LoadAsync(key * 7).Result;
        log.Add($"{value}");
        return value % 2 == 0;
    }
}
