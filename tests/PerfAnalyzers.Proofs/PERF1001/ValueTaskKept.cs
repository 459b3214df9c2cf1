using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await store.SaveAsync(seed, seed);
        var count = store.CountAsync();
        var seen = $"{seed} has {count.AsTask().Result}";
        await store.SaveAsync(seed + 1, seed);
        var shared = store.CountAsync().AsTask();
        return $"{seen} {shared.Result} {shared.Result + 1}";
    }
}
