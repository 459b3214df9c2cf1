namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>A small EF Core model and a class around the statements of a test.</summary>
internal static class Shop
{
    public const string Model = """

        public enum State { Open, Closed }

        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public List<Order> Orders { get; } = new();
        }

        public class Order
        {
            public int Id { get; set; }
            public Guid Tenant { get; set; }
            public int CustomerId { get; set; }
            public int? SalesmanId { get; set; }
            public string CustomerName { get; set; } = "";
            public decimal Price { get; set; }
            public DateTime Ordered { get; set; }
            public double Weight { get; set; }
            public int LastDigit => Id % 10;
            public State State { get; set; }
            public Customer? Customer { get; set; }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
        }
        """;

    /// <summary>A file with the statements in an asynchronous method that has orders, ids and a context.</summary>
    public static string InMethod(string statements, string members = "") => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            private readonly ShopContext db = new();
            {{members}}
            public async Task Run(List<Order> orders, List<int> ids, CancellationToken token)
            {
                await Task.Yield();
        {{Indent(statements)}}
            }
        }
        {{Model}}
        """;

    /// <summary>The same in a method that is not asynchronous.</summary>
    public static string InSynchronousMethod(string statements, string members = "") =>
        InMethod(statements, members).Replace("public async Task Run", "public void Run", StringComparison.Ordinal)
            .Replace("        await Task.Yield();\n", "", StringComparison.Ordinal);

    private static string Indent(string statements) =>
        string.Join('\n', statements.Split('\n').Select(line => line.Length == 0 ? line : "        " + line));
}
