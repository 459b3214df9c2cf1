using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<LazyNavigationInLoopAnalyzer>;

public sealed class LazyNavigationInLoopQuietTests
{
    private const string Orders = "var orders = await db.Orders.ToListAsync(token);\n";

    [Theory]
    [InlineData("var orders = await db.Orders.Include(o => o.Customer).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Include(o => o.Customer.Region).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Include(o => o.Customer!).ThenInclude(c => c!.Region).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Include(\"Customer\").ToListAsync();")]
    [InlineData("var orders = await db.Orders.Include(\"Customer.Region\").ToListAsync();")]
    [InlineData("var orders = await db.Orders.Include(nameof(Order.Customer)).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Where(o => o.Id > 3).Include(o => o.Customer).OrderBy(o => o.Id).Take(100).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Include(o => (o as Rush)!.Customer).ToListAsync();")]
    [InlineData("var q = db.Orders.AsQueryable(); if (id > 3) q = q.Include(o => o.Customer); var orders = await q.ToListAsync();")]
    [InlineData("IQueryable<Order> q; if (id > 3) q = db.Orders.Include(o => o.Customer); else q = db.Orders; var orders = await q.ToListAsync();")]
    [InlineData("var path = id > 3 ? \"Customer\" : \"Lines\"; var orders = await db.Orders.Include(path).ToListAsync();")]
    [InlineData("var orders = await db.Orders.WithCustomer().ToListAsync();")]
    [InlineData("var orders = await db.Orders.Given(token).ToListAsync();")]
    [InlineData("var orders = await db.Orders.With(customer: true).Where(o => o.Id > 3).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Where(o => o.Id > 3).Composed(true).ToListAsync();")]
    [InlineData("var orders = await db.Orders.Elsewhere(db).ToListAsync();")]
    [InlineData("var orders = await (id > 3 ? db.Orders.Include(o => o.Customer) : (IQueryable<Order>)db.Orders).ToListAsync();")]
    [InlineData("var orders = (await db.Customers.Include(c => c.Orders).ToListAsync()).SelectMany(c => c.Orders).ToList();")]
    [InlineData("var orders = await db.Orders.WithSpecification(new ById()).ToListAsync();")]
    [InlineData("var orders = await Ardalis.Specification.Evaluator.Default.GetQuery(db.Orders, new ById()).ToListAsync();")]
    public Task StaysSilent_when_the_query_loads_it_or_may(string query) => Verify.SilentAsync(LazyShop.InMethod(
        query + "\nforeach (var o in orders) Console.WriteLine(o.Customer.Name);",
        types: """
            public static class OrderQueries
            {
                public static IQueryable<Order> WithCustomer(this IQueryable<Order> orders) => orders.Include(o => o.Customer);
                public static IQueryable<Order> With(this IQueryable<Order> orders, bool customer) { if (customer) orders = orders.Include(o => o.Customer); return orders.AsSplitQuery(); }
                public static IQueryable<Order> Composed(this IQueryable<Order> orders, bool customer) { var q = orders.OrderBy(o => o.Id).AsQueryable(); if (customer) { q = q.Include(o => o.Customer); } return q; }
                public static IQueryable<T> WithSpecification<T>(this IQueryable<T> rows, Ardalis.Specification.Specification<T> which) where T : class => Ardalis.Specification.Evaluator.Default.GetQuery(rows, which);
                public static IQueryable<Order> Elsewhere(this IQueryable<Order> orders, ShopContext db) { if (db is not null) orders = Make(); return orders; }
                private static IQueryable<Order> Make() => throw new NotImplementedException();
                public static IQueryable<Order> Given(this IQueryable<Order> orders, CancellationToken token) { if (token.CanBeCanceled) return orders.Include(o => o.Customer); return orders; }
            }
            public class ById : Ardalis.Specification.Specification<Order> { }
            namespace Ardalis.Specification
            {
                public abstract class Specification<T> where T : class { public List<System.Linq.Expressions.Expression<Func<T, object>>> Includes { get; } = new(); }
                public class Evaluator
                {
                    public static readonly Evaluator Default = new();
                    public IQueryable<T> GetQuery<T>(IQueryable<T> rows, Specification<T> which) where T : class => which.Includes.Aggregate(rows, (q, i) => q.Include(i));
                }
            }
            """));

    [Theory]
    [InlineData("foreach (var o in await db.Orders.Include(o => o.Lines.Where(l => l.Price > 1)).ThenInclude(l => l.Product).ToListAsync()) Console.WriteLine(o.Lines.First().Product.Name);")]
    [InlineData("foreach (var c in await db.Customers.Include(c => c.Orders).ToListAsync()) foreach (var o in c.Orders) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in await db.Orders.Include(o => o.Lines).ToListAsync()) Console.WriteLine(o.Lines.All(l => l.Order.Id == 1));")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync()) Console.WriteLine(o.Previous?.Id);")]
    public Task StaysSilent_when_the_context_connects_what_it_has(string statements) => Verify.SilentAsync(LazyShop.InMethod(statements));

    [Theory]
    [InlineData("model.Entity<Order>().Navigation(o => o.Customer).AutoInclude();")]
    [InlineData("model.Entity<Order>().Navigation(\"Customer\").AutoInclude();")]
    [InlineData("model.Entity<Order>(e => { e.HasKey(o => o.Id); e.Navigation(o => o.Customer).AutoInclude(true); });")]
    [InlineData("model.ApplyConfiguration(new OrderConfiguration());")]
    [InlineData("model.ApplyConfigurationsFromAssembly(typeof(OrderConfiguration).Assembly);")]
    [InlineData("base.OnModelCreating(model); model.Entity<Order>().Navigation(nameof(Order.Customer)).AutoInclude();")]
    [InlineData("Configure(model); void Configure(ModelBuilder builder) => builder.Entity<Order>().Navigation(o => o.Customer).AutoInclude();")]
    public Task StaysSilent_when_the_model_includes_it_always(string configuration) => Verify.SilentAsync(LazyShop.InMethod(
        Orders + "foreach (var o in orders) Console.WriteLine(o.Customer.Name);",
        model: configuration,
        types: configuration.Contains("OrderConfiguration", StringComparison.Ordinal)
            ? """
                public class OrderConfiguration : IEntityTypeConfiguration<Order>
                {
                    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order> builder) => builder.Navigation(o => o.Customer).AutoInclude();
                }
                """
            : ""));

    [Fact]
    public Task Reports_when_the_query_ignores_what_the_model_includes() => Verify.ReportsAsync(LazyShop.InMethod(
        "foreach (var o in db.Orders.IgnoreAutoIncludes().ToList()) Console.WriteLine(o.[|Customer|].Name);",
        model: "model.Entity<Order>().Navigation(o => o.Customer).AutoInclude();"));

    [Theory]
    [InlineData("var customers = await db.Customers.ToListAsync();" + "var orders = await db.Orders.ToListAsync();")]
    [InlineData("await db.Customers.LoadAsync();" + "var orders = await db.Orders.ToListAsync();")]
    [InlineData("var customer = await db.Customers.FindAsync(id);" + "var orders = await db.Orders.Where(o => o.CustomerId == customer!.Id).ToListAsync();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); await db.Set<Customer>().LoadAsync();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); await FillAsync(orders);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); foreach (var o in orders) o.Customer = new Customer();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); orders.Add(new Order { Customer = new Customer() });")]
    [InlineData("var orders = await db.Orders.Where(o => o.Customer == Owner()).ToListAsync();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); kept = orders;")]
    [InlineData("db.Attach(new Customer { Id = 1 }); var orders = await db.Orders.ToListAsync();")]
    [InlineData("var orders = new List<Order>(); db.AddRange(orders);")]
    [InlineData("var orders = System.Text.Json.JsonSerializer.Deserialize<List<Order>>(\"[]\")!;")]
    [InlineData("var orders = await db.Orders.ToListAsync(); db.Entry(orders[0]).Reference(o => o.Customer).Query().Load();")]
    public Task StaysSilent_when_something_else_may_have_loaded_it(string query) => Verify.SilentAsync(LazyShop.InMethod(
        query + "\nforeach (var o in orders) Console.WriteLine(o.Customer.Name);",
        "private List<Order>? kept; private Customer Owner() => new(); private Task FillAsync(List<Order> orders) => Task.CompletedTask;"));

    [Theory]
    [InlineData("await db.Entry(o).Reference(x => x.Customer).LoadAsync(); Console.WriteLine(o.Customer.Name);")]
    [InlineData("if (!db.Entry(o).Reference(x => x.Customer).IsLoaded) continue; Console.WriteLine(o.Customer.Name);")]
    [InlineData("db.Entry(o).Collection(x => x.Lines).Query().Load(); Console.WriteLine(o.Lines.Count);")]
    [InlineData("o.Customer = new Customer(); Console.WriteLine(o.Customer.Name);")]
    [InlineData("(o.Customer, _) = (new Customer(), 1);")]
    [InlineData("o.Lines.Add(new Line());")]
    [InlineData("o.Lines.Clear();")]
    [InlineData("Console.WriteLine(nameof(o.Customer));")]
    [InlineData("Console.WriteLine(o.Address.City + o.Note.Text);")]
    [InlineData("Console.WriteLine(o.Scratch?.Name);")]
    [InlineData("Console.WriteLine(o.Tags.Count);")]
    [InlineData("Console.WriteLine(o.CustomerId + o.Label);")]
    [InlineData("serializer.Prepare(o); Console.WriteLine(o.Customer.Name);")]
    [InlineData("await TellAsync(o);")]
    [InlineData("var names = await db.Regions.Where(r => r.Id == o.Customer.RegionId).ToListAsync();")]
    [InlineData("Func<string> late = () => o.Customer.Name;")]
    [InlineData("if (o.Customer.Name == \"x\") { Console.WriteLine(o.Id); break; }")]
    [InlineData("try { Console.WriteLine(o.Id); } catch (Exception) { Console.WriteLine(o.Customer.Name); }")]
    public Task StaysSilent_when_the_round_does_not_just_read_it(string statements) => Verify.SilentAsync(LazyShop.InMethod(
        Orders + "foreach (var o in orders)\n{\n    " + statements + "\n}",
        """
        private readonly ISerializer serializer = null!;
        public interface ISerializer { void Prepare(object value); }
        private async Task TellAsync(Order o)
        {
            await FillAsync(o);
            Console.WriteLine(o.Customer.Name);
        }

        private Task FillAsync(Order o) => db.Entry(o).Reference(x => x.Customer).LoadAsync();
        """));

    [Theory]
    [InlineData("var rows = await db.Orders.Select(o => new { o.Id, o.Customer.Name }).ToListAsync(); foreach (var o in rows) Console.WriteLine(o.Name);")]
    [InlineData("var rows = await db.Orders.Select(o => new { Order = o, o.Customer }).ToListAsync(); foreach (var o in rows) Console.WriteLine(o.Order.Customer.Name);")]
    [InlineData("var rows = await db.Orders.Select(o => new OrderDto { Name = o.Customer.Name }).ToListAsync(); foreach (var o in rows) Console.WriteLine(o.Name);")]
    [InlineData("var rows = await db.Orders.Where(o => o.Customer.Name == \"x\").ToListAsync(); foreach (var o in rows) Console.WriteLine(o.Id);")]
    [InlineData("var rows = await db.Orders.GroupBy(o => o.CustomerId).Select(g => g.First()).ToListAsync(); foreach (var o in rows) Console.WriteLine(o.Customer.Name);")]
    [InlineData("var order = await db.Orders.FirstAsync(); Console.WriteLine(order.Customer.Name);")]
    [InlineData("foreach (var o in db.Orders.Take(10).ToList()) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in db.Orders.ToList().Take(5)) Console.WriteLine(o.Customer.Name);")]
    [InlineData("var made = new List<Order> { new() { Customer = new() } }; foreach (var o in made) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in db.Orders.Local) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in given) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in given.AsQueryable()) Console.WriteLine(o.Customer.Name);")]
    [InlineData("var found = db.Orders.ToList().FirstOrDefault(o => o.Customer.Name == \"x\");")]
    [InlineData("foreach (var o in service.Find()) Console.WriteLine(o.Customer.Name);")]
    [InlineData("foreach (var o in service.Query().ToList()) Console.WriteLine(o.Customer.Name);")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { var o = db.Orders.First(); Console.WriteLine(o.Customer.Name); break; } catch (Exception) { } }")]
    public Task StaysSilent_when_there_are_no_rows_of_a_visible_query(string statements) => Verify.SilentAsync(LazyShop.InMethod(
        statements, "private readonly List<Order> given = new(); private readonly IOrders service = null!; public interface IOrders { List<Order> Find(); IQueryable<Order> Query(); }"));

    [Theory]
    [InlineData("o.Customer?.Name")]
    [InlineData("o.Customer == null ? \"\" : o.Customer.Name")]
    [InlineData("(o.Customer ?? new Customer()).Name")]
    public Task StaysSilent_when_null_is_expected_and_nothing_is_lazy(string read) => Verify.SilentAsync(
        LazyShop.WithoutLazyLoading("foreach (var o in await db.Orders.AsNoTracking().ToListAsync()) { if (o.Customer is not null) Console.WriteLine(" + read + "); }"));

    [Fact]
    public Task StaysSilent_when_a_mapper_copes_with_what_is_left_out_and_nothing_is_lazy() => Verify.SilentAsync(LazyShop.WithoutLazyLoading(
        "var rows = (await db.Orders.AsNoTracking().ToListAsync()).Select(o => new Row(o)).ToList();",
        "public class Row { public Row(Order order) { Customer = order.Customer?.Name; Lines = order.Lines?.Select(l => l.Id).ToList(); } public string? Customer { get; } public List<int>? Lines { get; } }"));

    [Fact]
    public Task StaysSilent_when_the_class_loads_the_other_side_and_nothing_is_lazy() => Verify.SilentAsync(LazyShop.WithoutLazyLoading(
        "foreach (var o in await db.Orders.ToListAsync()) Console.WriteLine(o.Customer.Name);",
        "public Task<List<Customer>> AllAsync() => db.Customers.ToListAsync();"));

    [Fact]
    public Task StaysSilent_when_the_project_is_about_no_database() => new RuleVerifier<LazyNavigationInLoopAnalyzer, EmptyCodeFixProvider>.Test
    {
        TestCode = """
            public class Order { public int Id { get; set; } public virtual Order? Previous { get; set; } }
            public class Service { public void Run(List<Order> orders) { foreach (var o in orders.ToList()) Console.WriteLine(o.Previous?.Id); } }
            """,
        ReferenceAssemblies = References.Net80,
    }.RunAsync(TestContext.Current.CancellationToken);
}
