using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await Task.Yield();
        var first = store.LoadAsync(seed * 7);
        var second = store.LoadAsync(seed * 7 + 1);
        Task.WaitAll(first, second);
        var count = store.CountAsync();
        return $"{first.Result} {second.Result} {count.AsTask().Result}";
    }
}
