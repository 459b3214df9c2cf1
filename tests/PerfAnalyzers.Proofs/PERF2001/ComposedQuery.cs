using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var open = db.Orders.Where(o => o.State == State.Open).OrderBy(o => o.Id).Take(20);
        foreach (var order in request.Orders)
        {
            var theirs = open.Where(o => o.CustomerId == order.CustomerId);
            request.Output.WriteLine(string.Join(' ', (await theirs.ToListAsync()).Select(o => o.Id)));
        }
    }
}
