public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var names = await ReadAsync(new Random(seed), size);
        var kept = new string?[0];
        foreach (var name in names)
        {
            if (name != "3")
                kept = kept.Append(name).ToArray();
        }

        return string.Join(",", kept) + kept.Length;
    }

    private static Task<List<string?>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(5) == 0 ? null : random.Next(size).ToString()).ToList());
}
