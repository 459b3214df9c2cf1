using PerfAnalyzers.Proofs.Memory;

public static class Program
{
    public static Task RunAsync(List<Item> items, List<Item> others, TextWriter output)
    {
        foreach (var item in items)
        {
            foreach (var other in others)
            {
                if (other.Id == item.Id)
                {
                    output.WriteLine($"{item} {other}");
                }
            }
        }

        return Task.CompletedTask;
    }
}
