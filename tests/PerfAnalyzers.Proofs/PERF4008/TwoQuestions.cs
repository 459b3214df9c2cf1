using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var codes = others.Where(o => o.IsActive).Select(o => o.Code).ToList();
        for (var i = 0; i < items.Count; i++)
            output.WriteLine(Describe(codes, items[i]));

        return Task.CompletedTask;
    }

    private static string Describe(IReadOnlyCollection<Code?> codes, Item item) =>
        codes.Contains(item.Code) ? $"{item} old" : codes.Contains(null) ? $"{item} open" : $"{item} new";
}
