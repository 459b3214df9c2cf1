using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var codes = others.Select(o => o.Code).ToList();
        foreach (var item in items)
            output.WriteLine(codes.IndexOf(item.Code) >= 0 ? $"{item} old" : $"{item} new");

        return Task.CompletedTask;
    }
}
