using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class OrderOperators
{
    public static IQueryable<Order> With(this IQueryable<Order> orders, bool lines)
    {
        if (lines)
        {
            orders = orders.Include(o => o.Lines);
        }

        return orders.Where(o => o.State == State.Open);
    }
}

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            var orders = await db.Orders.With(lines: true).Where(o => o.CustomerId == id).OrderBy(o => o.Id).ToListAsync();
            request.Output.WriteLine($"{id}: " + string.Join(' ', orders.Select(o => $"{o.Id}/{o.Lines.Sum(l => l.Amount)}")));
        }
    }
}
