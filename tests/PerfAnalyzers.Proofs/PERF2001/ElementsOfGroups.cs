using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var group in request.Orders.GroupBy(o => o.Tenant))
        {
            foreach (var order in group)
                request.Output.WriteLine($"{group.Key} {await db.Lines.Where(l => l.OrderId == order.Id).SumAsync(l => l.Amount)}");
        }
    }
}
