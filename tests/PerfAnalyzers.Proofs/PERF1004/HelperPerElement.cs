using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await store.SaveAsync(seed * 7, 1);
        return $"{Sum(store, seed)} {await store.CountAsync()}";
    }

    private static int Sum(IStore store, int seed)
    {
        var keys = new[] { seed, seed + 1, seed + 2 };
        var all = keys.Select(key => Load(store, key)).ToList();
        var sum = 0;
        foreach (var value in all)
            sum = sum * 10 + value;

        return sum;
    }

    private static int Load(IStore store, int key) => store.LoadAsync(key * 7).GetAwaiter().GetResult() + key;
}
