using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var known = others.Where(o => o.IsActive).Select(o => o.Id);
        foreach (var item in items)
        {
            if (!known.Contains(item.Id))
                output.WriteLine(item.Serial);
        }

        return Task.CompletedTask;
    }
}
