using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var codes = others.Select(o => o.Code).ToList();
        foreach (var item in items)
        {
            if (!codes.Contains(item.Code))
                output.WriteLine(item);
        }

        return Task.CompletedTask;
    }
}
