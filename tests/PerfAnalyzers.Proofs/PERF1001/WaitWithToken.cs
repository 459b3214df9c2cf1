using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        using var stop = new CancellationTokenSource();
        store.SaveAsync(seed, 1).Wait(stop.Token);
        if (seed % 2 == 0)
            stop.Cancel();

        // What never ends is left alone only because of the token.
        var endless = new TaskCompletionSource();
        var second = stop.IsCancellationRequested ? endless.Task : store.SaveAsync(seed + 1, 2);
        try
        {
            second.Wait(stop.Token);
            return $"saved {await store.CountAsync()}";
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }
}
