using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public sealed class Customers(ShopContext db)
{
    public Task<Customer> GetAsync(int id) => db.Customers.SingleAsync(c => c.Id == id);

    public Task<List<Customer>> GetAsync(IEnumerable<int> ids) => db.Customers.Where(x => ids.Contains(x.Id)).ToListAsync();
}

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var customers = new Customers(db);
        foreach (var id in request.Ids)
        {
            try
            {
                request.Output.WriteLine((await customers.GetAsync(id)).Name);
            }
            catch (InvalidOperationException exception)
            {
                request.Output.WriteLine(exception.GetType().Name);
            }
        }
    }
}
