using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var active = others.Where(o => o.IsActive);
        foreach (var item in items)
            output.WriteLine(active.SingleOrDefault(o => o.Name == item.Name));

        return Task.CompletedTask;
    }
}
