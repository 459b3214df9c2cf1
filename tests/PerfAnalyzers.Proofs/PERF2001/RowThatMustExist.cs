using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        foreach (var id in request.Ids)
        {
            try
            {
                var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == id);
                request.Output.WriteLine(customer.Name);
            }
            catch (InvalidOperationException exception)
            {
                request.Output.WriteLine(exception.GetType().Name);
            }
        }
    }
}
