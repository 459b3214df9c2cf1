public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var names = await ReadAsync(new Random(seed), size);
        var text = "";
        foreach (var name in names)
        {
            if (text.Length > 0)
                text += ", ";
            text += name;
        }

        return text;
    }

    private static Task<List<string?>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(7) == 0 ? null : "name " + random.Next(size)).ToList());
}
