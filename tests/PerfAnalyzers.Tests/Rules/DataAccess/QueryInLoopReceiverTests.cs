using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.QueryInLoopAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.QueryInLoopFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>Calls of members that classes replace: what runs depends on the class of the object.</summary>
public sealed class QueryInLoopReceiverTests
{
    private const string Stores = """

        public interface IStore<T> where T : class
        {
            T? Get(int id);
        }

        public interface ICustomerStore : IStore<Customer> { }

        public class Store<T> : IStore<T> where T : class
        {
            protected readonly ShopContext db = new();
            public T? Get(int id) => Read(id);
            protected virtual T? Read(int id) => db.Set<T>().Find(id);
        }

        public class CustomerStore : Store<Customer>, ICustomerStore
        {
            protected override Customer? Read(int id) => db.Customers.FirstOrDefault(c => c.Id == id);
        }

        public class PlainCustomerStore : Store<Customer> { }

        public class VipStore : CustomerStore
        {
            protected override Customer? Read(int id) => base.Read(id);
        }

        public class OrderStore : Store<Order>
        {
            private readonly Dictionary<int, Order> all = new();
            protected override Order? Read(int id) => all[id];
        }

        public class CheckedOrderStore : OrderStore
        {
            protected override Order? Read(int id) => id > 0 ? base.Read(id) : null;
        }
        """;

    [Theory]
    [InlineData("ICustomerStore")]
    [InlineData("CustomerStore")]
    [InlineData("VipStore")]
    [InlineData("PlainCustomerStore")]
    public Task Reports_the_query_of_the_class_that_runs(string store) => Verify.ReportsAsync(
        Shop.InMethod("foreach (var o in orders) _ = store.[|Get(o.CustomerId)|];", $"private readonly {store} store = null!;") + Stores);

    [Theory]
    [InlineData("OrderStore")]
    [InlineData("CheckedOrderStore")]
    public Task StaysSilent_when_the_class_that_runs_has_replaced_the_query(string store) => Verify.SilentAsync(
        Shop.InMethod("foreach (var o in orders) _ = store.Get(o.Id);", $"private readonly {store} store = null!;") + Stores);

    [Fact]
    public Task StaysSilent_when_the_classes_that_may_run_disagree() => Verify.SilentAsync(
        Shop.InMethod("foreach (var o in orders) _ = store.Get(o.Id);", "private readonly IStore<Order> store = null!;") + Stores);

    [Theory]
    [InlineData("{ var c = await db.Customers.{|#0:FirstOrDefaultAsync(x => x.Id == o.CustomerId)|}; c!.Name = o.CustomerName; await db.SaveChangesAsync(); }", "", "FirstOrDefaultAsync")]
    [InlineData("{ var c = await db.Customers.{|#0:FirstOrDefaultAsync(x => x.Id == o.CustomerId)|}; await Rename(c!, o.CustomerName); }", "Task Rename(Customer c, string name) { c.Name = name; return db.SaveChangesAsync(); }", "FirstOrDefaultAsync")]
    [InlineData("{ var keys = o.Customer!.Orders.Select(x => x.Id).ToList(); _ = await db.Customers.IntersectBy(keys, x => x.Id).{|#0:CountAsync()|}; }", "", "CountAsync")]
    [InlineData("{ var c = Known(o); if (c == null) c = await db.Customers.{|#0:FirstOrDefaultAsync(x => x.Id == o.CustomerId)|}; Console.WriteLine(c?.Name); }", "Customer? Known(Order o) => o.Customer;", "FirstOrDefaultAsync")]
    [InlineData("_ = {|#0:Owner(o)|};", "Customer Owner(Order o) => o.Customer ?? db.Customers.First(c => c.Id == o.CustomerId);", "Owner → First")]
    public Task Reports_as_information(string round, string member, string way) => Verify.ReportsAsync(
        Shop.InMethod("foreach (var o in orders)\n    " + round, member),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(way, "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("places", "private readonly List<OrderSetting> places = new();")]
    [InlineData("labels", "private readonly List<Customer> labels = new();")]
    public Task Reports_as_information_what_there_are_few_of(string source, string member) => Verify.ReportsAsync(
        Shop.InMethod(
            $"foreach (var x in {source}) _ = await db.Orders.{{|#0:CountAsync(o => o.CustomerName == x.Name)|}};",
            "public class OrderSetting { public string Name { get; set; } = \"\"; } " + member),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("CountAsync", "the database", source, "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("await store.SaveAsync();")]
    [InlineData("if (o.Id > 1) { o.Price = 1; await store.SaveAsync(); }")]
    [InlineData("if (c == null) { await store.SaveAsync(); continue; }")]
    public Task Reports_as_information_where_a_store_saves(string end) => Verify.ReportsAsync(
        Shop.InMethod(
            "foreach (var o in orders) { var c = await db.Customers.{|#0:FirstOrDefaultAsync(x => x.Id == o.CustomerId)|}; Console.WriteLine(c?.Name); " + end + " }",
            "private readonly ISaving<Order> store = null!;") + """

            public interface ISaving<T> { Task<int> SaveAsync(); }

            public class SavingBase<T, TContext> : ISaving<T> where T : class where TContext : DbContext
            {
                private readonly TContext context;
                public SavingBase(TContext context) => this.context = context;
                public async Task<int> SaveAsync() => await Inner();

                protected async Task<int> Inner()
                {
                    try { return await context.SaveChangesAsync(); }
                    catch (DbUpdateException) { return await context.SaveChangesAsync(); }
                }
            }

            public class Saving<T> : SavingBase<T, ShopContext> where T : class
            {
                public Saving(ShopContext context) : base(context) { }
            }
            """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FirstOrDefaultAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Fact]
    public Task StaysSilent_when_elements_are_gathered_by_kind() => Verify.SilentAsync(Shop.InMethod(
        "foreach (var pair in slugs.ToDictionary(s => s.EntityName)) _ = await db.Orders.CountAsync(o => o.CustomerName == pair.Key);",
        "public class Slug { public string EntityName { get; set; } = \"\"; } private readonly List<Slug> slugs = new();"));
}
