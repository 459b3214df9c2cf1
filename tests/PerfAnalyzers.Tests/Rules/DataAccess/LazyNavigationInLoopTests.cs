using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<LazyNavigationInLoopAnalyzer>;

public sealed class LazyNavigationInLoopTests
{
    private const string Orders = "var orders = await db.Orders.ToListAsync(token);\n";

    [Fact]
    public Task Reports_what_it_costs_and_which_query_to_change() => Verify.ReportsAsync(
        LazyShop.InMethod("""
            var orders = await {|#1:db.Orders.Where(o => o.Id > 3).ToListAsync(token)|};
            foreach (var order in orders)
                Console.WriteLine(order.{|#0:Customer|}.Name);
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1)
            .WithArguments("orders", "Customer", "so reading it sends a query for each element"));

    [Theory]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Courier|]?.Name);")]
    [InlineData("foreach (var o in orders) { if (o.[|Courier|] != null) Console.WriteLine(o.Courier.Name); }")]
    [InlineData("foreach (var o in orders) { if (o.[|Courier|] is { } courier) Console.WriteLine(courier.Name); }")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Lines|].Count);")]
    [InlineData("foreach (var o in orders) foreach (var l in o.[|Lines|]) Console.WriteLine(l.[|Product|].Name);")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Customer|].[|Region|].Name);")]
    [InlineData("foreach (var o in orders) { var customer = o.[|Customer|]; Console.WriteLine(customer.[|Region|].Name); }")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Lines|].Sum(l => l.[|Product|].[|Stock|].Left));")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Lines|].Where(l => l.Price > 1).Select(l => l.[|Product|].Name).First());")]
    [InlineData("for (var i = 0; i < orders.Count; i++) Console.WriteLine(orders[i].[|Customer|].Name);")]
    [InlineData("var names = orders.Select(o => o.[|Customer|].Name).ToList();")]
    [InlineData("var names = (from o in orders select o.[|Customer|].Name).ToList();")]
    [InlineData("var dtos = orders.Select(o => new OrderDto { Id = o.Id, Name = o.[|Customer|].Name }).ToList();")]
    [InlineData("var rich = orders.Where(o => o.[|Lines|].Count > 3).ToList();")]
    [InlineData("var sorted = orders.OrderBy(o => o.[|Customer|].Name).ToList();")]
    [InlineData("var total = orders.Sum(o => o.[|Lines|].Sum(l => l.Price));")]
    [InlineData("orders.ForEach(o => Console.WriteLine(o.[|Customer|].Name));")]
    [InlineData("var byName = orders.ToDictionary(o => o.Id, o => o.[|Customer|].Name);")]
    [InlineData("var groups = orders.GroupBy(o => o.[|Customer|].Name).ToList();")]
    [InlineData("foreach (var o in orders.Where(o => o.Id > 7).OrderBy(o => o.Id)) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var late = orders.Where(o => o.Id > 7).ToList(); foreach (var o in late) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in orders) { Console.WriteLine(o.[|Customer|].Name); Console.WriteLine(o.Customer.Id); }")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name); foreach (var o in orders) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in orders) { Console.WriteLine(o.[|Customer|].Name); db.Remove(o); }")]
    [InlineData("foreach (var id2 in new[] { 1, 2 }) foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in orders) foreach (var letter in o.[|Customer|].Name) Console.WriteLine(letter);")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.[|Total|]);")]
    [InlineData("foreach (var o in orders) Console.WriteLine($\"{o.Id}: {o.[|Customer|].Name}\");")]
    public Task Reports_each_way_to_read(string statements) => Verify.ReportsAsync(LazyShop.InMethod(Orders + statements));

    [Theory]
    [InlineData("foreach (var o in db.Orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in db.Orders.Where(o => o.Id > id).ToList()) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in await db.Orders.ToArrayAsync()) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("await foreach (var o in db.Orders.AsAsyncEnumerable()) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(token)) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in db.Set<Order>().ToList()) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("foreach (var o in (from o in db.Orders where o.Id > id orderby o.Id select o).ToList()) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var q = db.Orders.AsQueryable(); if (id > 3) q = q.Where(o => o.Id == id); foreach (var o in await q.ToListAsync()) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var orders = await db.Orders.Include(o => o.Lines).ToListAsync(); foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name + o.Lines.Count);")]
    [InlineData("var orders = await db.Orders.Include(o => o.Lines).ToListAsync(); foreach (var o in orders) Console.WriteLine(o.Lines.Count(l => l.[|Product|].Id == 1));")]
    [InlineData("var orders = await db.Orders.Include(\"Customer\").ToListAsync(); foreach (var o in orders) Console.WriteLine(o.Customer.[|Region|].Name);")]
    [InlineData("var orders = await db.Orders.Take(100).ToListAsync(); foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var orders = await db.Orders.FromSqlRaw(\"select 1\").ToListAsync(); foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var names = db.Orders.AsEnumerable().Select(o => o.[|Customer|].Name).ToList();")]
    [InlineData("var orders = await db.Orders.Select(o => o).ToListAsync(); foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    [InlineData("var rush = await db.Orders.OfType<Rush>().ToListAsync(); foreach (var o in rush) Console.WriteLine(o.[|Customer|].Name + o.Id);")]
    [InlineData("using var own = new ShopContext(); var orders = own.Orders.ToList(); foreach (var o in orders) Console.WriteLine(o.[|Customer|].Name);")]
    public Task Reports_rows_of_each_kind_of_query(string statements) => Verify.ReportsAsync(LazyShop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var o in orders) [|Print(o)|];", "private static void Print(Order order) => Console.WriteLine(order.Customer.Name);")]
    [InlineData("foreach (var o in orders) [|Print(o)|];", "private static void Print(Order order) => Deeper(order); private static void Deeper(Order order) => Console.WriteLine(order.Customer.Name);")]
    [InlineData("foreach (var o in orders) Console.WriteLine([|new OrderDto(o)|].Name);", "")]
    [InlineData("var dtos = orders.Select([|Map|]).ToList();", "private static OrderDto Map(Order order) => new() { Name = order.Customer.Name };")]
    [InlineData("var dtos = orders.Select(o => [|Map(o)|]).ToList();", "private OrderDto Map(Order order) => new(order);")]
    [InlineData("foreach (var o in orders) [|Print(o)|];", "private static void Print(Order order) => Console.WriteLine(order.Customer.Region.Name + order.Lines.Count);")]
    [InlineData("foreach (var o in orders) foreach (var l in o.[|Lines|]) [|Print(l)|];", "private static void Print(Line line) => Console.WriteLine(line.Product.Name);")]
    [InlineData("foreach (var o in orders) [|Print(o.[|Lines|])|];", "private static void Print(IEnumerable<Line> lines) { foreach (var line in lines) Console.WriteLine(line.Product.Name); }")]
    public Task Reports_reads_in_methods_that_get_the_element(string statements, string members) =>
        Verify.ReportsAsync(LazyShop.InMethod(Orders + statements, members));

    [Theory]
    [InlineData("private Task<List<Order>> LoadAsync() => db.Orders.Where(o => o.Id > 3).ToListAsync();")]
    [InlineData("private async Task<List<Order>> LoadAsync() { var found = await db.Orders.ToListAsync(); return found; }")]
    [InlineData("private async Task<IReadOnlyList<Order>> LoadAsync() { return await Query().ToListAsync(); } private IQueryable<Order> Query() => db.Orders.Where(o => o.Id > 3);")]
    [InlineData("private Task<List<Order>> LoadAsync() => db.Orders.Where(o => o.Id > 3).Newest().ToListAsync();")]
    public Task Reports_rows_that_another_method_queries(string members) => Verify.ReportsAsync(LazyShop.InMethod(
        "foreach (var o in await LoadAsync()) Console.WriteLine(o.[|Customer|].Name);",
        members,
        types: "public static class OrderQueries { public static IQueryable<Order> Newest(this IQueryable<Order> orders) => orders.OrderByDescending(o => o.Id); }"));

    [Fact]
    public Task Reports_rows_of_a_repository_behind_an_interface() => Verify.ReportsAsync(LazyShop.InMethod(
        "foreach (var o in await repository.AllAsync()) Console.WriteLine(o.[|Customer|].Name);",
        "private readonly IOrders repository = new Repository(null!);",
        types: """
            public interface IOrders { Task<List<Order>> AllAsync(); }
            public class Repository : IOrders { private readonly ShopContext db; public Repository(ShopContext db) { this.db = db; } public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }
            """));

    [Fact]
    public Task Reports_sets_of_an_interface() => Verify.ReportsAsync(LazyShop.InMethod(
        "foreach (var o in await shop.Orders.ToListAsync()) Console.WriteLine(o.[|Customer|].Name);", "private readonly IShop shop = null!;"));

    [Theory]
    [InlineData("public Product(Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader loader) => this.loader = loader;")]
    [InlineData("private Product(Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader loader) => this.loader = loader; public Product() { }")]
    public Task Reports_entities_with_a_loader(string constructor) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;

        public class Maker { public int Id { get; set; } public string Name { get; set; } = ""; }

        public class Product
        {
            private readonly ILazyLoader? loader;
            private Maker? maker;
            {{constructor}}
            public int Id { get; set; }
            public Maker? Maker { get => loader.Load(this, ref maker); set => maker = value; }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Product> Products => Set<Product>();
        }

        public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) { this.db = db; }

            public void Run()
            {
                foreach (var product in db.Products.ToList())
                    Console.WriteLine(product.[|Maker|]?.Name);
            }
        }
        """);

    [Theory]
    [InlineData("Customer", "order.{|#0:Customer|}.Name", "and without lazy loading it stays null")]
    [InlineData("Lines", "order.{|#0:Lines|}.Count", "and without lazy loading it stays empty")]
    public Task Reports_what_stays_empty_without_lazy_loading(string navigation, string read, string consequence) => Verify.ReportsAsync(
        LazyShop.WithoutLazyLoading($$"""
            var orders = await db.Orders.AsNoTracking().ToListAsync(token);
            foreach (var order in orders)
                Console.WriteLine({{read}});
            """),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("orders", navigation, consequence));

    [Fact]
    public Task Suggests_where_only_virtual_speaks_for_lazy_loading() => Verify.ReportsAsync(
        LazyShop.WithoutSwitch(LazyShop.InMethod("foreach (var o in db.Orders.ToList()) Console.WriteLine(o.{|#0:Customer|}.Name);")),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("db.Orders.ToList()", "Customer", "so reading it sends a query for each element, or finds nothing"));
}
