using Microsoft.EntityFrameworkCore;

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

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Order>().HasKey(o => o.Id);
        model.Entity<Order>().Property(o => o.Placed).HasColumnType("timestamp without time zone");
    }
}

public static class Program
{
    public static async Task RunAsync(Action<DbContextOptionsBuilder> database, TextWriter output)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        database(builder);
        await using var db = new ShopContext(builder.Options);
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlRawAsync(
            """
            insert into "Orders"
            select n, 'N' || n, n % 500, n % 90, timestamp '2024-01-01' + n * interval '1 hour', 'Street ' || n, 'City ' || n % 100, repeat('x', 200)
            from generate_series(1, 20000) as n
            """);

        var orders = await db.Orders.ToListAsync();
        var dear = orders.Where(o => o.Price > 88).Select(o => o.Number).ToList();
        output.WriteLine(string.Join(' ', dear.Order().Take(10)));
    }
}
