using System.Data;
using Dapper;
using PerfAnalyzers.Proofs.Shop;

public sealed class Lines(IDbConnection connection)
{
    private const int Least = 3;

    public List<Line> OfOrder(int id)
    {
        const string sql = @"SELECT *
            FROM Lines
            WHERE Amount >= @least AND OrderId = @id";

        var opened = Opened();
        return opened.Query<Line>(sql, new { least = Least, id }).ToList();
    }

    private IDbConnection Opened() => connection;
}

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request)
    {
        var lines = new Lines(request.Connection);
        foreach (var id in request.Ids)
        {
            foreach (var line in lines.OfOrder(id))
                request.Output.WriteLine($"{id}: {line.Id} {line.Amount}");
        }

        return Task.CompletedTask;
    }
}
