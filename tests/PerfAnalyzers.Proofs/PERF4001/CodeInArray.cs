using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var codes = others.Select(o => o.Code).ToArray();
        foreach (var item in items.Where(i => i.IsActive && codes.Contains(i.Code)))
            output.WriteLine(item);

        return Task.CompletedTask;
    }
}
