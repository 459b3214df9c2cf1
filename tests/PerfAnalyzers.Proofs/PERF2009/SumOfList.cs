using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var total = (await db.Orders.ToListAsync()).Where(o => o.State == State.Closed).Sum(o => o.Price);
        request.Output.WriteLine(total);
    }
}
