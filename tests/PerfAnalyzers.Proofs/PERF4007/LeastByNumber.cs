public static class Program
{
    private sealed record Row(int Id, double Weight, string? Name, int Serial);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        var least = rows.OrderBy(r => r.Weight).ToList().FirstOrDefault();
        return least?.ToString() ?? "none";
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) => Task.FromResult(Enumerable.Range(0, size)
        .Select(i => new Row(random.Next(size), random.Next(9) == 0 ? double.NaN : random.Next(4) - 1.5, random.Next(5) == 0 ? null : random.Next(size).ToString(), i)).ToList());
}
