using Dapper;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request)
    {
        const int Least = 3;
        foreach (var id in request.Ids)
        {
            foreach (var line in request.Connection.Query<Line>("SELECT * FROM Lines WHERE Amount >= @least AND OrderId = @id", new { least = Least, id }))
                request.Output.WriteLine($"{id}: {line.Id} {line.Amount}");
        }

        return Task.CompletedTask;
    }
}
