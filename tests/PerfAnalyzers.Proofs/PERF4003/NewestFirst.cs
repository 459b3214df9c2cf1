public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var names = await ReadAsync(new Random(seed), size);
        var latest = new List<string?>();
        foreach (var name in names)
        {
            if (name is null || name.Length > 3)
                latest.Insert(0, name);
        }

        return string.Join(",", latest) + latest.Count;
    }

    private static Task<List<string?>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(5) == 0 ? null : random.Next(size).ToString()).ToList());
}
