public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var bundles = await ReadAsync(new Random(seed), size);
        var all = new List<int>();
        foreach (var bundle in bundles)
            all = all.Concat(bundle.Numbers).ToList();

        return string.Join(",", all) + all.Count;
    }

    private sealed record Bundle(int[] Numbers);

    private static Task<List<Bundle>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Bundle(Enumerable.Range(0, random.Next(3)).Select(n => random.Next(size)).ToArray())).ToList());
}
