using System.Data;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace PerfAnalyzers.Proofs.Shop;

public enum State
{
    Open,
    Closed,
}

public class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

/// <summary>An order names its customer by key only, so that the customer may be missing.</summary>
[Index(nameof(Ordered))]
public class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public int? SalesmanId { get; set; }

    public Guid Tenant { get; set; }

    public int Price { get; set; }

    public State State { get; set; }

    public DateTime Ordered { get; set; }

    public List<Line> Lines { get; } = [];

    public List<Payment> Payments { get; } = [];
}

public class Payment
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public int Amount { get; set; }
}

public class Line
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public int Amount { get; set; }
}

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Line> Lines => Set<Line>();
}

/// <summary>What a program of this shop is called with, and where it writes its answer.</summary>
/// <param name="Orders">Orders in memory; their customers and salesmen may be missing, and repeat.</param>
/// <param name="Ids">Keys, some of which no row has and some of which repeat.</param>
/// <param name="Connection">The database without EF Core.</param>
/// <param name="Redis">What a cache holds of some customers, by keys such as <c>customer:3</c>.</param>
/// <param name="Output">The answer.</param>
/// <param name="Database">Sets up a context of the program's own for the same database.</param>
/// <param name="Saved">Counts a save of such a context.</param>
public sealed record Request(List<Order> Orders, List<int> Ids, IDbConnection Connection, IDatabase Redis, TextWriter Output, Action<DbContextOptionsBuilder> Database, Action Saved)
{
    public ShopContext NewContext()
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        Database(builder);
        var db = new ShopContext(builder.Options);
        db.SavedChanges += (_, _) => Saved();
        return db;
    }
}
