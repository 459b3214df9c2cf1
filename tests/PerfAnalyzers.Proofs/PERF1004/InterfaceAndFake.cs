using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public interface IRates
    {
        int Rate(int key);
    }

    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await store.SaveAsync(seed * 7, seed);
        var shop = new Shop(new Rates(store));
        return $"{shop.Price(seed)} {shop.Price(seed + 1)} {await store.CountAsync()}";
    }

    private sealed class Shop(IRates rates)
    {
        public int Price(int key) => rates.Rate(key) * 2 + 1;
    }

    private sealed class Rates(IStore store) : IRates
    {
        public int Rate(int key)
        {
            var rate = store.LoadAsync(key * 7).GetAwaiter().GetResult();
            return rate + key;
        }
    }
}
