using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        var log = "";
        for (var key = seed; key < seed + 4; key++)
        {
            try
            {
                try
                {
                    log += " " + store.LoadAsync(key).GetAwaiter().GetResult();
                }
                catch (InvalidOperationException failure) when (failure.Message.Length > 0)
                {
                    store.SaveAsync(key, -1).GetAwaiter().GetResult();
                    throw;
                }
                finally
                {
                    log += " released";
                    store.SaveAsync(-1, key).Wait();
                }
            }
            catch (InvalidOperationException failure)
            {
                log += " " + failure.Message;
            }
        }

        return $"{log} {await store.CountAsync()}";
    }
}
