using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        Func<int, Task<int>> count = async key =>
        {
            await store.SaveAsync(key, key);
            return store.CountAsync().AsTask().Result;
        };
        return $"{await count(seed)} {await count(seed + 1)}";
    }
}
