using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        using var gate = new SemaphoreSlim(1);
        var sum = 0;
        for (var key = seed; key < seed + 3; key++)
        {
            await gate.WaitAsync();
            try
            {
                store.SaveAsync(key * 7, sum).GetAwaiter().GetResult();
                sum += store.LoadAsync(key * 7).GetAwaiter().GetResult() + key;
            }
            finally
            {
                gate.Release();
            }
        }

        return $"{sum} {gate.CurrentCount}";
    }
}
