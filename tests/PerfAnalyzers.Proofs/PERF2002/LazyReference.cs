using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        await using var sales = SalesContext.Open(request);
        var orders = await sales.Sales.OrderBy(o => o.Id).ToListAsync();
        foreach (var order in orders)
            request.Output.WriteLine($"{order.Id}: {order.Salesman?.Name ?? "nobody"}");
    }
}

public class Person
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public class Sale
{
    private readonly ILazyLoader? loader;
    private Person? salesman;

    public Sale()
    {
    }

    private Sale(ILazyLoader loader) => this.loader = loader;

    public int Id { get; set; }

    public int? SalesmanId { get; set; }

    public Person? Salesman
    {
        get => loader is null ? salesman : loader.Load(this, ref salesman);
        set => salesman = value;
    }
}

public class SalesContext : DbContext
{
    public SalesContext(DbContextOptions<SalesContext> options)
        : base(options)
    {
    }

    public DbSet<Sale> Sales => Set<Sale>();

    public static SalesContext Open(Request request)
    {
        var builder = new DbContextOptionsBuilder<SalesContext>();
        request.Database(builder);
        return new SalesContext(builder.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Sale>().ToTable("Orders");
        modelBuilder.Entity<Person>().ToTable("Customers");
    }
}
