using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static void Map(IEndpointRouteBuilder server) =>
        server.MapGet("/orders", async (ShopContext db, CancellationToken token) => await db.Orders.Where(o => o.State == State.Open).ToListAsync(token));
}
