using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
            request.Output.WriteLine($"{order.Id} {await LinesOf(order)}");

        Task<int> LinesOf(Order asked) => db.Lines.CountAsync(l => l.OrderId == asked.Id);
    }
}
