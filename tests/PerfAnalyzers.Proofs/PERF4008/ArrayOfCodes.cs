using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        var codes = others.Select(o => o.Code).ToArray();
        foreach (var item in items.Where(i => IsNew(i, codes)))
            output.WriteLine(item);

        return Task.CompletedTask;
    }

    private static bool IsNew(Item item, ICollection<Code?> codes)
    {
        if (!item.IsActive)
            return false;

        return !codes.Contains(item.Code);
    }
}
