public static class Program
{
    private sealed record Row(int Id, string? Name);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        var sum = 0L;
        foreach (var row in rows)
            sum = unchecked((sum * 31) + row.Id + rows.Count(r => r.Name == null));

        return sum.ToString();
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(size), random.Next(5) == 0 ? null : random.Next(size).ToString())).ToList());
}
