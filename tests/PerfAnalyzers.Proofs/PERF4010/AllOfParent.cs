using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var active = from o in others where o.IsActive select o;
        foreach (var item in items)
        {
            foreach (var other in active.Where(o => o.Parent == item.Parent))
                output.WriteLine(other);
        }

        return Task.CompletedTask;
    }
}
