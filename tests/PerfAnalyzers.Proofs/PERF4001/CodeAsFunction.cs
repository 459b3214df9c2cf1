using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var codes = others.Select(o => o.Code).ToList();
        output.WriteLine(items.Select(i => i.Code).Count(codes.Contains));

        return Task.CompletedTask;
    }
}
