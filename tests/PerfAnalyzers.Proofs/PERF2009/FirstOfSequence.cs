using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var first = db.Orders.OrderBy(o => o.Id).AsEnumerable().FirstOrDefault(o => o.Price > 50);
        request.Output.WriteLine(first?.Id);
        await Task.Yield();
    }
}
