using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        await store.SaveAsync(seed * 7, seed);
        string answer;
        using (var scope = new Scope(store))
            answer = Answer(scope, seed);

        return $"{answer} {await store.CountAsync()}";
    }

    private static string Answer(Scope scope, int seed) => $"{scope.Load(seed)} {scope.Load(seed + 1)}";

    private sealed class Scope(IStore store) : IDisposable
    {
        private bool isClosed;

        public int Load(int key)
        {
            var value = store.LoadAsync(key * 7).GetAwaiter().GetResult();
            return isClosed ? throw new ObjectDisposedException(nameof(Scope)) : value + key;
        }

        public void Dispose() => isClosed = true;
    }
}
