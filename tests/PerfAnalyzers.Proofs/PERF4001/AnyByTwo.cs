using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        foreach (var item in items)
            output.WriteLine(others.Any(o => o.Id == item.Id && o.Name == item.Name));

        return Task.CompletedTask;
    }
}
