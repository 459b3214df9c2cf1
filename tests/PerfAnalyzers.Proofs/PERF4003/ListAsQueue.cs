public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var numbers = await ReadAsync(new Random(seed), size);
        var waiting = new List<int>(numbers);
        waiting.Add(-1);
        var sum = 0L;
        while (waiting.Count > 0)
        {
            var next = waiting[0];
            waiting.RemoveAt(0);
            sum = unchecked((sum * 31) + next + waiting.Count);
        }

        return sum.ToString();
    }

    private static Task<List<int>> ReadAsync(Random random, int size) => Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(size)).ToList());
}
