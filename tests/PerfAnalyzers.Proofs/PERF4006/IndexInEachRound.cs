public static class Program
{
    private sealed record Row(int Id, string? Name);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var random = new Random(seed);
        var rows = await ReadAsync(random, size);
        var others = await ReadAsync(random, size);
        var answers = new List<string>();
        foreach (var row in rows)
            answers.Add(row.Id + (others.Select(o => o.Name).ToHashSet().Contains(row.Name) ? "+" : "-") + others.ToLookup(o => o.Id)[row.Id].Count());

        return string.Join(",", answers);
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(size), random.Next(5) == 0 ? null : random.Next(size).ToString())).ToList());
}
