using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        foreach (var item in items)
        {
            foreach (var other in others)
            {
                if (other.Name != item.Name || !other.IsActive)
                    continue;

                output.WriteLine($"{item} {other}");
                break;
            }
        }

        return Task.CompletedTask;
    }
}
