public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var names = await ReadAsync(new Random(seed), size);
        foreach (var name in names.ToList())
        {
            if (string.IsNullOrEmpty(name) || name.StartsWith("1"))
                names.Remove(name);
        }

        return string.Join(",", names.Select(n => n ?? "null"));
    }

    private static Task<List<string?>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(9) switch { 0 => null, 1 => "", _ => random.Next(size).ToString() }).ToList());
}
