using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static void Map(IEndpointRouteBuilder server) =>
        server.MapGet("/orders", (ShopContext db) => Results.Ok(new { shop = "main", orders = db.Orders.Select(o => new { o.Id, o.Price }) }));
}
