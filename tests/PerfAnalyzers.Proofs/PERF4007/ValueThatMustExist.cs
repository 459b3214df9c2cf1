public static class Program
{
    private readonly record struct Row(int Id, int? Parent, int Serial);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        return rows.OrderBy(r => r.Id).ToList().First().ToString() + rows.OrderByDescending(r => r.Parent).ToList().First();
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(5), random.Next(3) == 0 ? null : random.Next(4), i)).ToList());
}
