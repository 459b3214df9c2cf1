using System.Data;
using Dapper;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            try
            {
                request.Output.WriteLine((await FindAsync(request.Connection, id)).Name);
            }
            catch (InvalidOperationException exception)
            {
                request.Output.WriteLine(exception.Message);
            }
        }
    }

    private static Task<Customer> FindAsync(IDbConnection connection, int id) => connection.QueryFirstAsync<Customer>("SELECT Id, Name FROM Customers WHERE Id = @id", new { id });
}
