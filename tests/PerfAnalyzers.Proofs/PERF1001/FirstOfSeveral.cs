using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await Task.Yield();
        var never = new TaskCompletionSource<int>();
        var place = seed % 3;
        var tasks = new[] { never.Task, never.Task, never.Task };
        tasks[place] = store.LoadAsync(seed * 7);
        var first = Task.WaitAny(tasks);
        return $"{first} {first == place} {tasks[first].Result} {await store.CountAsync()}";
    }
}
