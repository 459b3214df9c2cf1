using System.Collections.Immutable;

public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var numbers = await ReadAsync(new Random(seed), size);
        var all = ImmutableArray<int>.Empty;
        foreach (var number in numbers)
        {
            all = all.Add(number);
            if (number % 2 == 0)
                all = all.AddRange(Enumerable.Repeat(number, 2));
        }

        return string.Join(",", all) + all.Length;
    }

    private static Task<List<int>> ReadAsync(Random random, int size) => Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(size)).ToList());
}
