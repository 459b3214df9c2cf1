public static class Program
{
    private sealed record Row(int Number, double Weight, decimal Price, char Code, DateTime At, Guid? Key, DayOfWeek Day, object? Note);

    public static async Task<string> RunAsync(int seed, int size)
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(seed % 2 == 0 ? "de-DE" : "en-US");
        var rows = await ReadAsync(new Random(seed), size);
        string report = $"{rows.Count} rows:";
        report += Environment.NewLine;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            report += row.Number + ";" + row.Weight + ';' + row.Price;
            report = report + row.Code + row.At + row.Key;
            report += row.Number + row.Code;
            report = $"{report}|{row.Day,10}|{row.Price:0.0}";
            report += row.Note;
        }

        var length = report.Length;
        return report + length;
    }

    private static Task<List<Row>> ReadAsync(Random random, int size) => Task.FromResult(Enumerable.Range(0, size).Select(i => new Row(
        random.Next(), random.NextDouble() * 1000, random.Next(100000) / 100m, (char)('a' + random.Next(26)), new DateTime(2024, 1, 1).AddMinutes(random.Next(100000)),
        random.Next(3) == 0 ? null : new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (DayOfWeek)random.Next(7), random.Next(2) == 0 ? null : random.Next())).ToList());
}
