using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var groups = request.Orders.GroupBy(o => o.CustomerId).Select(g => new Group(g.Key, g.ToList())).ToList();
        foreach (var group in groups)
        {
            request.Output.WriteLine(group.CustomerId);
            foreach (var order in group.Orders)
            {
                var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == order.CustomerId);
                if (customer == null)
                    continue;

                request.Output.WriteLine($"{order.Id}: {customer.Name}");
            }
        }
    }

    private sealed record Group(int CustomerId, List<Order> Orders);
}
