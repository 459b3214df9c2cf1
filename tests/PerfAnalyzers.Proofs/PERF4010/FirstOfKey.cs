using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var active = others.Where(o => o.IsActive).OrderBy(o => o.Name);
        foreach (var item in items)
            output.WriteLine(active.FirstOrDefault(o => o.Id == item.Id));

        return Task.CompletedTask;
    }
}
