using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var asked = request.Orders.ToDictionary(o => o.Id, o => new Asked(o.SalesmanId, o.Price));
        foreach (var (orderId, (_, price)) in asked)
            request.Output.WriteLine($"{orderId} {price}");

        foreach (var (id, price) in asked.Values.ToArray())
        {
            var salesman = await db.Customers.FindAsync(id);
            request.Output.WriteLine($"{salesman?.Name ?? "-"} {price}");
        }
    }

    private sealed record Asked(int? Id, int Price);
}
