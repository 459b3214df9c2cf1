using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var sum = db.Orders.Where(o => o.State == order.State).Where(o => o.CustomerId == order.CustomerId).Sum(o => o.Price);
            request.Output.WriteLine($"{order.Id}: {sum}");
        }

        return Task.CompletedTask;
    }
}
