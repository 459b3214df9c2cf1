using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
            request.Output.WriteLine(await DescribeAsync(order));

        async Task<string> DescribeAsync(Order asked)
        {
            var name = await db.Customers.Where(c => c.Id == asked.CustomerId).Select(c => c.Name).FirstOrDefaultAsync();
            return name is null ? "nobody" : $"{name}: {asked.Price}";
        }
    }
}
