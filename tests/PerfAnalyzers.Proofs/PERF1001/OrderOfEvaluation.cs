using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await Task.Yield();
        var next = seed * 7;
        var all = new int[8];
        var place = 0;
        all[place++] = next++ * 100 + store.LoadAsync(next * 7).Result - next++;
        all[place++] = place + store.LoadAsync(place++ * 7).GetAwaiter().GetResult() + place++;
        var sum = 5L;
        sum += store.LoadAsync(next * 7).Result + next++;
        return $"{string.Join(' ', all)} {place} {next++}{store.LoadAsync(next * 7).Result}{next} {sum}";
    }
}
