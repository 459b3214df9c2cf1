using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        using var places = new Semaphore(1, 1);
        var log = "";
        for (var key = seed; key < seed + 3; key++)
        {
            await Task.Yield();
            log += places.WaitOne(0) ? " in" : " full";
            store.SaveAsync(key * 7, key).Wait();
            log += " " + store.LoadAsync(key * 7).Result;
            log += " " + places.Release();
        }

        return log;
    }
}
