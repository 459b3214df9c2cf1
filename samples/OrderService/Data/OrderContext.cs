using Microsoft.EntityFrameworkCore;
using OrderService.Domain;

namespace OrderService.Data;

public class OrderContext(DbContextOptions<OrderContext> options) : DbContext(options)
{
    public DbSet<Agent> Agents => Set<Agent>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SessionEvent> SessionEvents => Set<SessionEvent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>().HasIndex(o => o.Reference).IsUnique();
        modelBuilder.Entity<Product>().HasIndex(p => p.Sku).IsUnique();
        modelBuilder.Entity<Session>().HasIndex(s => s.CaseId);
        modelBuilder.Entity<SessionEvent>().HasIndex(e => e.SessionId);
        modelBuilder.Entity<Case>().HasIndex(c => new { c.Status, c.OpenedAt });
    }
}
