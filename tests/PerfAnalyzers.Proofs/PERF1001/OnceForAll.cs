using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        var rates = new Rates(store);
        var first = await rates.OfAsync(seed);
        var second = await rates.OfAsync(seed + 1);
        return $"{first} {second} {await store.CountAsync()}";
    }

    private sealed class Rates(IStore store)
    {
        private string? known;
        private int asked;

        public async Task<string> OfAsync(int key)
        {
            await Task.Yield();
            known ??= $"{key} is {store.LoadAsync(key * 7).Result}";
            asked = store.LoadAsync(key * 7).Result + asked;
            return $"{known}, {asked}";
        }
    }
}
