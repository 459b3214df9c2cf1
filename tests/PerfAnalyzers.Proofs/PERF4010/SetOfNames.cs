using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var known = others.Select(o => o.Name);
        var missing = items.Where(i => !known.Contains(i.Name));
        foreach (var item in missing)
            output.WriteLine(item.Serial);

        return Task.CompletedTask;
    }
}
