using Microsoft.Data.Sqlite;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        await using var command = new SqliteCommand("SELECT Id FROM Orders WHERE State = 0 ORDER BY Price, Id", (SqliteConnection)request.Connection);
        request.Output.WriteLine(await command.ExecuteScalarAsync());
    }
}
