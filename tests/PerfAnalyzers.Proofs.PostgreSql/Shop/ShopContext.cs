using Microsoft.EntityFrameworkCore;

namespace PerfAnalyzers.Proofs.PostgreSql.Shop;

public class Order
{
    public int Id { get; set; }

    public string Number { get; set; } = "";

    public int CustomerId { get; set; }

    public int Price { get; set; }

    public DateTime Placed { get; set; }

    public string Street { get; set; } = "";

    public string City { get; set; } = "";

    public string Note { get; set; } = "";
}

/// <summary>The shop that programs ask about, unless the model itself is what their fix changes.</summary>
public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    /// <summary>A context on a database that holds 20,000 orders.</summary>
    public static async Task<ShopContext> FilledAsync(Action<DbContextOptionsBuilder> database)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        database(builder);
        var db = new ShopContext(builder.Options);
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlRawAsync(
            """
            insert into "Orders"
            select n, 'N' || n, n % 500, n % 90, timestamp '2024-01-01' + n * interval '1 hour', 'Street ' || n, 'City ' || n % 100, repeat('x', 200)
            from generate_series(1, 20000) as n
            """);
        return db;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>().HasKey(o => o.Id);
        modelBuilder.Entity<Order>().Property(o => o.Placed).HasColumnType("timestamp without time zone");
    }
}
