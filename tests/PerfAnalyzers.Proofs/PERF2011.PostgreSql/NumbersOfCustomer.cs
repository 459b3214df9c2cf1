using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.PostgreSql.Shop;

public static class Program
{
    public static async Task RunAsync(Action<DbContextOptionsBuilder> database, TextWriter output)
    {
        await using var db = await ShopContext.FilledAsync(database);

        var orders = await db.Orders.Where(o => o.CustomerId > 400).OrderBy(o => o.Id).ToListAsync();
        foreach (var order in orders)
            output.WriteLine(order.Number);
    }
}
