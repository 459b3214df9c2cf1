using Dapper;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var salesman = await request.Connection.QueryFirstOrDefaultAsync<Customer>("SELECT Id, Name FROM Customers WHERE Id = @id", new { id = order.SalesmanId });
            request.Output.WriteLine($"{order.Id}: {salesman?.Name}");
        }
    }
}
