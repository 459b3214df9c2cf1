using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.PostgreSql.Shop;

public static class Program
{
    public static async Task RunAsync(Action<DbContextOptionsBuilder> database, TextWriter output)
    {
        await using var db = await ShopContext.FilledAsync(database);

        var orders = await db.Orders.ToListAsync();
        var dear = orders.Where(o => o.Price > 88).Select(o => o.Number).ToList();
        output.WriteLine(string.Join(' ', dear.Order().Take(10)));
    }
}
