public static class Program
{
    private sealed record Row(int Id, string? Name, int Serial);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        var greatest = rows.Where(r => r.Id % 3 != 0).OrderByDescending(r => r.Name).ToArray().FirstOrDefault();
        return greatest?.ToString() ?? "none";
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(size), random.Next(3) > 0 ? null : random.Next(3).ToString(), i)).ToList());
}
