public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(seed % 2 == 0 ? "de-DE" : "en-US");
        var readings = await ReadAsync(new Random(seed), size);
        var names = readings.Select(w => w is null ? null : "name " + w).ToList();
        var text = "";
        foreach (var reading in readings)
        {
            text += reading;
        }

        foreach (var name in names)
            text += name;

        foreach (var reading in readings)
            text += (reading ?? -1) + (reading ?? -2) + ";" + reading;

        return text;
    }

    private static Task<List<double?>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => random.Next(7) == 0 ? null : (double?)(random.Next(size * 8) / 8.0)).ToList());
}
