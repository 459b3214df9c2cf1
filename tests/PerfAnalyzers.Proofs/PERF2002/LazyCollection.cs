using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static async Task RunAsync(ShopContext db, Request request)
    {
        await using var sales = SalesContext.Open(request);
        foreach (var sale in await sales.Sales.Where(s => s.Id > 0).OrderBy(s => s.Id).ToListAsync())
        {
            var total = 0;
            foreach (var line in sale.Lines)
                total += line.Amount;

            request.Output.WriteLine($"{sale.Id}: {total} in {sale.Lines.Count}");
        }
    }
}

public class SoldLine
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public int Amount { get; set; }
}

public class Sale
{
    private readonly ILazyLoader? loader;
    private List<SoldLine> lines = new();

    public Sale()
    {
    }

    private Sale(ILazyLoader loader) => this.loader = loader;

    public int Id { get; set; }

    public List<SoldLine> Lines
    {
        get => loader is null ? lines : loader.Load(this, ref lines!)!;
        set => lines = value;
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
        modelBuilder.Entity<Sale>().ToTable("Orders").HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.OrderId);
        modelBuilder.Entity<SoldLine>().ToTable("Lines");
    }
}
