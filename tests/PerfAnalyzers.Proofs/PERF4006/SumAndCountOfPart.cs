public static class Program
{
    private sealed record Row(int Id, double Weight);

    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        var answers = new List<string>();
        for (var i = 0; i < rows.Where(r => r.Id > 2).Count(); i++)
            answers.Add(rows[i].Id + ":" + rows.Sum(r => r.Weight));

        return string.Join(",", answers);
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) => Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(size), random.Next(9))).ToList());
}
