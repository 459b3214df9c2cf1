using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var rows = request.Orders.Select((o, i) => new Row(i, i % 4 == 0 ? null : o)).ToList();
        foreach (var row in rows)
        {
            if (row.Order == null)
                continue;

            var count = await db.Orders.CountAsync(o => o.CustomerId == row.Order.CustomerId);
            request.Output.WriteLine($"{row.Number}: {count}");
        }
    }

    private sealed record Row(int Number, Order? Order);
}
