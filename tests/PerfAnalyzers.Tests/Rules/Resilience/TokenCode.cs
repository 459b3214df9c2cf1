namespace PerfAnalyzers.Tests.Rules.Resilience;

/// <summary>The code around the lines that tests of tokens are about.</summary>
internal static class TokenCode
{
    /// <summary>A store with entities, a service that takes tokens, and what leads nowhere.</summary>
    public const string Services = """
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public interface IOrders
        {
            Task<Order?> FindAsync(int id, CancellationToken cancellationToken = default);
            Task SaveAsync(Order order, CancellationToken cancellationToken = default);
            Task<int> CountAsync();
            Task<int> CountAsync(CancellationToken cancellationToken);
            Task<int> AnswerAsync(CancellationToken cancellationToken = default);
        }

        public class Orders : IOrders
        {
            private readonly ShopContext db;
            public Orders(ShopContext db) { this.db = db; }
            public async Task<Order?> FindAsync(int id, CancellationToken cancellationToken = default) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id, cancellationToken);
            public async Task SaveAsync(Order order, CancellationToken cancellationToken = default) { db.Add(order); await db.SaveChangesAsync(cancellationToken); }
            public Task<int> CountAsync() => CountAsync(CancellationToken.None);
            public Task<int> CountAsync(CancellationToken cancellationToken) => db.Orders.CountAsync(cancellationToken);
            public Task<int> AnswerAsync(CancellationToken cancellationToken = default) => Task.FromResult(42);
        }

        """;

    /// <summary>A class with a context, a client and a service, around members of it.</summary>
    public static string Class(string members) => Services + $$"""
        public class C
        {
            private readonly ShopContext db;
            private readonly HttpClient http;
            private readonly IOrders orders;
            public C(ShopContext db, HttpClient http, IOrders orders) { this.db = db; this.http = http; this.orders = orders; }

            {{members}}
        }
        """;

    /// <summary>Statements in an async method that is given a token.</summary>
    public static string Method(string statements) => Class($$"""
        public async Task Run(int id, CancellationToken ct)
            {
                await Task.Yield();
                {{statements}}
            }
        """);
}
