using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        foreach (var item in items)
            output.WriteLine(others.Count(o => o.Parent == item.Parent));

        return Task.CompletedTask;
    }
}
