public static class Program
{
    public static async Task<string> RunAsync(int seed, int size)
    {
        var rows = await ReadAsync(new Random(seed), size);
        var text = "";
        foreach (var row in rows)
        {
            if (text != "")
                text += ", ";
            text += row.Number + ": " + row.Name;
        }

        var days = string.Empty;
        foreach (var row in rows)
        {
            if (days.Length > 0)
            {
                days += ';';
            }

            days += row.Day;
        }

        return text + days;
    }

    private sealed record Row(int Number, string? Name, DayOfWeek Day);

    private static Task<List<Row>> ReadAsync(Random random, int size) =>
        Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(random.Next(size), random.Next(4) == 0 ? null : "n" + random.Next(9), (DayOfWeek)random.Next(7))).ToList());
}
