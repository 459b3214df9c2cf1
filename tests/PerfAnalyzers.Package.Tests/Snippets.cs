namespace PerfAnalyzers.Package.Tests;

/// <summary>Code that every user might have, with one proven finding each.</summary>
internal static class Snippets
{
    /// <summary>PERF4001 at line 15.</summary>
    public static readonly (string Name, string Text) LinearLookup = ("Matching.cs", """
        using System.Collections.Generic;
        using System.IO;

        namespace Shop;

        public static class Matching
        {
            public static List<string> Missing(string exportFile, string importFile)
            {
                var imported = new List<string>(File.ReadAllLines(importFile));
                var exported = new List<string>(File.ReadAllLines(exportFile));
                var missing = new List<string>();
                foreach (var name in exported)
                {
                    if (!imported.Contains(name))
                        missing.Add(name);
                }

                return missing;
            }
        }

        """);

    /// <summary>PERF1001 at line 11.</summary>
    public static readonly (string Name, string Text) Blocking = ("Loading.cs", """
        using System.Threading.Tasks;

        namespace Shop;

        public class Loading
        {
            private readonly Store store = new();

            public async Task<int> CountAsync()
            {
                var first = store.LoadAsync("first").Result;
                var second = await store.LoadAsync("second");
                return first + second;
            }
        }

        public class Store
        {
            public async Task<int> LoadAsync(string name)
            {
                await Task.Delay(1);
                return name.Length;
            }
        }

        """);

    /// <summary>PERF2001 at line 18.</summary>
    public static readonly (string Name, string Text) QueryInLoop = ("Reports.cs", """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;

        namespace Shop;

        public class Reports(ShopContext db)
        {
            private readonly ShopContext db = db;

            public async Task<List<string>> NamesAsync()
            {
                var orders = await db.Orders.ToListAsync();
                var names = new List<string>();
                foreach (var order in orders)
                {
                    var customer = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);
                    names.Add(customer.Name);
                }

                return names;
            }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            public DbSet<Customer> Customers => Set<Customer>();
        }

        public class Order
        {
            public int Id { get; set; }

            public int CustomerId { get; set; }
        }

        public class Customer
        {
            public int Id { get; set; }

            public string Name { get; set; } = "";
        }

        """);

    /// <summary>Nothing proven: PERF4001 at line 13 is a suggestion, since the sizes are not known.</summary>
    public static readonly (string Name, string Text) UnknownSizes = ("Overlap.cs", """
        using System.Collections.Generic;

        namespace Shop;

        public static class Overlap
        {
            public static int Count(List<string> wanted, List<string> offered)
            {
                var count = 0;
                foreach (var name in wanted)
                {
                    // Both lists come from callers that this project does not show.
                    if (offered.Contains(name))
                        count++;
                }

                return count;
            }
        }

        """);

    public static readonly (string Name, string Text) Web = ("Program.cs", """
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/", () => "ok");
        app.Run();

        """);
}
