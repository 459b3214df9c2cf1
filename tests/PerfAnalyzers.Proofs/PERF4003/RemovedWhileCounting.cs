public static class Program
{
    private sealed record Row(int Id, string? Name);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        var known = rows.Where(r => r.Id % 7 == 0).Select(r => r.Name).ToHashSet();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Id > size / 2 || known.Contains(rows[i].Name))
            {
                rows.RemoveAt(i);
                i--;
            }
        }

        return string.Join(",", rows);
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(size), random.Next(5) == 0 ? null : random.Next(size).ToString())).ToList());
}
