using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        var keys = new List<int> { seed, seed + 7, seed + 14 };
        var seen = "";
        keys.ForEach(key =>
        {
            store.SaveAsync(key * 7, key + 1).Wait();
            seen += $" {key}";
        });
        return $"{seen} {await store.LoadAsync(seed * 7)} {await store.CountAsync()}";
    }
}
