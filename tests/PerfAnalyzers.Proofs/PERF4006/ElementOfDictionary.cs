public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var numbers = await ReadAsync(new Random(seed), size);
        var map = numbers.Distinct().ToDictionary(n => n, n => n * 2);
        var answers = new List<int>();
        for (var i = 0; i < map.Count; i++)
            answers.Add(map.ElementAt(i).Key + map.ElementAt(i).Value);

        return string.Join(",", answers);
    }

    private static Task<List<int>> ReadAsync(Random random, int size) => Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(size)).ToList());
}
