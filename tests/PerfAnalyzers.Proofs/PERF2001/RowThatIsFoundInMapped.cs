using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public sealed class CustomerDto
{
    public int Id { get; init; }

    public string Label { get; init; } = "";
}

public sealed class Customers(ShopContext db, Request request)
{
    public async Task<CustomerDto?> GetAsync(int id) => await db.Customers.ProjectTo<CustomerDto>(request.Orders).AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);
}

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        var customers = new Customers(db, request);
        foreach (var order in request.Orders)
        {
            var customer = await customers.GetAsync(order.CustomerId);
            request.Output.WriteLine($"{order.Id}: {customer?.Label}");
        }
    }
}

namespace AutoMapper.QueryableExtensions
{
    /// <summary>What the library makes of its configuration at run time.</summary>
    public static class Extensions
    {
        public static IQueryable<T> ProjectTo<T>(this IQueryable source, object configuration) =>
            (IQueryable<T>)((IQueryable<Customer>)source).Select(c => new CustomerDto { Id = c.Id, Label = c.Name + "!" });
    }
}
