namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>An EF Core model whose navigations are loaded by proxies, and a class around the statements of a test.</summary>
internal static class LazyShop
{
    private const string Model = """

        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public int RegionId { get; set; }
            public virtual Region Region { get; set; } = null!;
            public virtual List<Order> Orders { get; set; } = new();
        }

        public class Region
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public int Priority { get; set; }
            public virtual Customer Customer { get; set; } = null!;
            public virtual Courier? Courier { get; set; }
            public virtual List<Line> Lines { get; set; } = new();
            public virtual Address Address { get; set; } = null!;
            public virtual Note Note { get; set; } = null!;
            [System.ComponentModel.DataAnnotations.Schema.NotMapped] public virtual Region? Scratch { get; set; }
            public virtual ICollection<string> Tags { get; set; } = new List<string>();
            public virtual Order? Previous { get; set; }
            public decimal Total => Lines.Sum(l => l.Price);
            public string Label => "No. " + Id;
        }

        public class Rush : Order { public virtual Courier? Backup { get; set; } }
        public class Courier { public int Id { get; set; } public string Name { get; set; } = ""; }

        public class Line
        {
            public int Id { get; set; }
            public decimal Price { get; set; }
            public virtual Order Order { get; set; } = null!;
            public virtual Product Product { get; set; } = null!;
        }

        public class Product { public int Id { get; set; } public string Name { get; set; } = ""; public virtual Stock Stock { get; set; } = null!; }
        public class Stock { public int Id { get; set; } public int Left { get; set; } }
        [Owned] public class Address { public string City { get; set; } = ""; }
        public class Note { public string Text { get; set; } = ""; }
        public class OrderDto { public OrderDto(Order order) { Id = order.Id; Name = order.Customer.Name; } public OrderDto() { } public int Id { get; set; } public string Name { get; set; } = ""; }

        public interface IShop { DbSet<Order> Orders { get; } }

        public class ShopContext : DbContext, IShop
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Region> Regions => Set<Region>();
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Product> Products => Set<Product>();
            /*switch*/protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies();/*switch*/
            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Order>().OwnsOne(o => o.Note);
                /*model*/
            }
        }

        namespace Microsoft.EntityFrameworkCore
        {
            public static class ProxiesExtensions
            {
                public static DbContextOptionsBuilder UseLazyLoadingProxies(this DbContextOptionsBuilder options, bool use = true) => options;
            }
        }
        """;

    /// <summary>A file with the statements in an asynchronous method that has a context.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="members">Further members of the class.</param>
    /// <param name="model">Further lines of the configuration of the model.</param>
    /// <param name="types">Further types.</param>
    public static string InMethod(string statements, string members = "", string model = "", string types = "") => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) { this.db = db; }

            {{members}}
            public async Task Run(int id, CancellationToken token)
            {
                await Task.Yield();
        {{Indent(statements)}}
            }
        }
        {{types}}
        {{Model.Replace("/*model*/", model, StringComparison.Ordinal)}}
        """;

    /// <summary>The same model without anything that loads lazily.</summary>
    public static string WithoutLazyLoading(string statements, string members = "", string model = "") =>
        WithoutSwitch(InMethod(statements, members, model)).Replace("public virtual ", "public ", StringComparison.Ordinal);

    /// <summary>The same model with virtual navigations, which proxies would intercept if anything switched them on.</summary>
    public static string WithoutSwitch(string source) =>
        source.Split("/*switch*/") is [var before, _, var after] ? before + after : throw new InvalidOperationException("The switch has gone.");

    private static string Indent(string statements) =>
        string.Join('\n', statements.Split('\n').Select(line => line.Length == 0 ? line : "        " + line));
}
