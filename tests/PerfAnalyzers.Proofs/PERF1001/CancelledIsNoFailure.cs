using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await Task.Yield();
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource<int>();
        var log = "";
        for (var key = seed; key < seed + 5; key++)
        {
            if (key == seed + 4)
                stop.Cancel();

            try
            {
                // What is done already is not cancelled any more, so the last one must not be.
                Task saved = key == seed + 4 ? never.Task : store.SaveAsync(key, 1);
                saved.Wait(stop.Token);
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
