public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var random = new Random(seed);
        var names = await ReadAsync(random, size);
        var text = "start";
        var before = text.Length;
        if (seed % 3 < 2)
        {
            foreach (var name in names)
            {
                if (name is null)
                    continue;

                foreach (var part in name.Split(' '))
                    text += part;
                if (name.EndsWith(" 999999"))
                    break;
            }
        }

        return text + before;
    }

    private static Task<List<string?>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(7) == 0 ? null : "some name " + random.Next(size)).ToList());
}
