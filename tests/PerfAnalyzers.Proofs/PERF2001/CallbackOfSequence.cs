using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static Task RunAsync(ShopContext db, Request request)
    {
        request.Output.WriteLine(Names(db, request.Ids));
        return Task.CompletedTask;
    }

    private static string Names(ShopContext db, List<int> ids) =>
        string.Join(' ', ids.Select(id => db.Customers.FirstOrDefault(c => c.Id == id)?.Name ?? "-").ToList());
}
