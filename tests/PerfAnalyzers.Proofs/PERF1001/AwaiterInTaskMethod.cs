using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed) => $"{await SumAsync(store, seed)} after {await store.CountAsync()}";

    private static Task<int> SumAsync(IStore store, int seed)
    {
        var sum = 0;
        for (var key = seed; key < seed + 3; key++)
        {
            try
            {
                sum += store.LoadAsync(key).GetAwaiter().GetResult();
            }
            catch (InvalidOperationException)
            {
                sum -= 100;
            }
        }

        return Task.FromResult(sum);
    }
}
