using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var order in request.Orders)
        {
            var customer = await db.Customers.FindAsync(order.CustomerId);
            if (customer != null)
                customer.Name += "+" + order.Price;
        }

        await db.SaveChangesAsync();
    }
}
