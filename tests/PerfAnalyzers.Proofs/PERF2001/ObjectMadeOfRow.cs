using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public sealed class Label(int id)
{
    public int Id { get; } = id;

    public string Text { get; init; } = "";
}

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var label = await db.Customers.Where(c => c.Id == order.CustomerId).Select(c => new Label(c.Id) { Text = c.Name + "!" }).FirstOrDefaultAsync();
            request.Output.WriteLine($"{order.Id}: {label?.Text}");
        }
    }
}
