using Dapper;
using Microsoft.Data.Sqlite;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var newest = await ((SqliteConnection)request.Connection).QueryFirstOrDefaultAsync<Customer>("SELECT Id, Name FROM Customers ORDER BY Name DESC, Id");
        request.Output.WriteLine($"{newest?.Id}: {newest?.Name}");
    }
}
