using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        using var stop = new CancellationTokenSource();
        store.SaveAsync(seed, 1).Wait(stop.Token);
        if (seed % 2 == 0)
            stop.Cancel();

        try
        {
            store.SaveAsync(seed + 1, 2).Wait(stop.Token);
            return $"saved {await store.CountAsync()}";
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }
}
