using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await Task.Yield();
        store.SaveAsync(seed, seed + 5).Wait();
        var first = store.LoadAsync(seed * 7).Result;
        return $"{first} {await store.CountAsync()}";
    }
}
