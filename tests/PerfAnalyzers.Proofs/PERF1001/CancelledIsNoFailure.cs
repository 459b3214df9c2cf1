using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await Task.Yield();
        using var stop = new CancellationTokenSource();
        var log = "";
        for (var key = seed; key < seed + 5; key++)
        {
            if (key == seed + 4)
                stop.Cancel();

            try
            {
                store.SaveAsync(key, 1).Wait(stop.Token);
                log += " " + store.LoadAsync(key + 1).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                log += " stopped";
            }
            catch (Exception failure)
            {
                log += " failed: " + failure.Message;
            }
        }

        return log;
    }
}
