using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await store.SaveAsync(seed * 7, seed);
        var watch = new Watch(store);
        watch.Add(seed);
        watch.Add(seed + 1);
        return $"{watch.Sum()} {watch.Sum()} {await store.CountAsync()}";
    }

    private sealed class Watch(IStore store)
    {
        private readonly List<int> keys = [];

        public void Add(int key) => keys.Add(key);

        public int Sum()
        {
            var sum = 0;
            foreach (var key in keys.ToArray())
            {
                var value = store.LoadAsync(key * 7).GetAwaiter().GetResult();
                if (value % 2 == 0)
                    Add(key + 3);

                sum = sum * 3 + value;
            }

            return sum;
        }
    }
}
