using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.PostgreSql.Shop;

public static class Program
{
    public static async Task RunAsync(Action<DbContextOptionsBuilder> database, TextWriter output) =>
        output.WriteLine(await ShopServer.FirstOfListAsync(database, Map, "/orders"));

    private static void Map(IEndpointRouteBuilder server) =>
        server.MapGet("/orders", async (ShopContext db, CancellationToken token) => await db.Orders.Where(o => o.CustomerId > 400).ToListAsync(token));
}
