using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var lines = await LinesAsync(db, order.Id, 3);
            request.Output.WriteLine($"{order.Id}: {lines.Count} {lines.Sum(l => l.Amount)}");
        }
    }

    private static Task<List<Line>> LinesAsync(ShopContext db, int orderId, int least) =>
        db.Lines.AsNoTracking().Where(l => l.OrderId == orderId && l.Amount >= least).OrderBy(l => l.Id).ToListAsync();
}
