using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Tests.Analysis.Collections;

public sealed class ProvenanceTests
{
    [Theory]
    [InlineData("shop.Use(await new OrderRepository().GetOfTenantAsync(tenantId: 7));")]
    [InlineData("shop.Use(await new OrderRepository().GetOfTenantAsync(new Tenant()));")]
    [InlineData("shop.Use(await new OrderRepository().GetManyByTenantIdAsync(7));")]
    [InlineData("shop.Use(orders);")]
    [InlineData("shop.Use(orders.Select(o => o.Name).Distinct().ToArray());")]
    [InlineData("var x = orders; var y = x.ToList(); shop.Use(y);")]
    [InlineData("shop.Use(new List<Order>(orders));")]
    [InlineData("shop.Use(orders.ToDictionary(o => o.Id).Values);")]
    [InlineData("shop.Use(orders.GroupBy(o => o.CustomerId));")]
    [InlineData("shop.Use(orders.AsQueryable().OrderBy(o => o.Id).Take(100_000).ToList());")]
    [InlineData("shop.Use(orders.SelectMany(o => o.Lines));")]
    [InlineData("shop.Use(new[] { \"a\" }.Concat(names));")]
    [InlineData("shop.Use(from o in orders select o.Name);")]
    [InlineData("var x = new List<int>(); foreach (var o in orders) x.Add(o.Id); shop.Use(x);")]
    [InlineData("var x = new List<int>(); foreach (var o in orders) foreach (var line in o.Lines) x.Add(line.Id); shop.Use(x);")]
    [InlineData("var text = await System.IO.File.ReadAllTextAsync(\"a\"); shop.Use(text.Split(' '));")]
    [InlineData("var steps = orders.ToList(); shop.Use(steps);")]
    [InlineData("var x = new List<Order>(); x.AddRange(orders); shop.Use(x);")]
    [InlineData("shop.Use(orders.AsQueryable());")]
    [InlineData("shop.Use(await new OrderRepository().GetHostsAsync());")]
    [InlineData("shop.Use(orders.AsQueryable().Where(o => o.Name == \"a\").ToList());")]
    [InlineData("shop.Use(orders.AsQueryable().Where(o => o.Id > 3 && o.Customer.Name == \"a\").ToList());")]
    [InlineData("shop.Use(System.IO.File.ReadLines(\"a\"));")]
    [InlineData("shop.Use(Rows(\"a\"));")]
    [InlineData("var registered = orders.ToList(); shop.Use(registered);")]
    [InlineData("shop.Use(await new OrderRepository().GetAllAsync());")]
    [InlineData("shop.Use(new OrderRepository().FindAll());")]
    [InlineData("shop.Use(shop.GetOrdersAsync().Result);")]
    [InlineData("shop.Use(shop.GetOrdersAsync().GetAwaiter().GetResult());")]
    [InlineData("orders.Add(new Order()); shop.Use(orders);")]
    [InlineData("all = orders; shop.Use(all);")]
    [InlineData("var ids = new List<int>(); shop.Use(orders.AsQueryable().Where(o => ids.Contains(o.Id)).ToList());")]
    [InlineData("shop.Use(await new OrderRepository().GetByKeysAsync(names));")]
    [InlineData("shop.Use(await new OrderRepository().GetByKeysAsync(given.Select(o => o.Name).ToList()));")]
    public async Task Grows_with_the_data(string statements) => Assert.Equal(Magnitude.Data, await SizeAsync(statements));

    [Theory]
    [InlineData("shop.Use(new[] { 1, 2 });")]
    [InlineData("var x = new List<int> { 1, 2 }; shop.Use(x);")]
    [InlineData("shop.Use(orders.Take(20));")]
    [InlineData("shop.Use(orders.GroupBy(o => new Ticket().Status).OrderBy(g => g.Count()));")]
    [InlineData("shop.Use(\"a b\".Split(' '));")]
    [InlineData("var name = names[0]; shop.Use(name.Split(' '));")]
    [InlineData("var supportedTypes = names.ToList(); shop.Use(supportedTypes);")]
    [InlineData("shop.Use(Known());")]
    [InlineData("shop.Use(two);")]
    [InlineData("shop.Use(System.Diagnostics.Process.GetProcesses().Select(p => p.Id));")]
    [InlineData("var nodeTypes = await shop.GetNamesAsync(); shop.Use(nodeTypes);")]
    [InlineData("var text = names[0]; shop.Use(text.Split(','));")]
    [InlineData("var steps = await shop.GetNamesAsync(); shop.Use(steps);")]
    [InlineData("shop.Use(Enum.GetValues<DayOfWeek>());")]
    [InlineData("shop.Use(typeof(int).GetMethods());")]
    [InlineData("shop.Use(orders.Select(o => (DayOfWeek)o.Id).ToList());")]
    [InlineData("var roles = await shop.GetNamesAsync(); shop.Use(roles);")]
    [InlineData("var x = new List<int>(); x.Add(1); shop.Use(x);")]
    [InlineData("shop.Use(new OrderRepository().GetPagedAsync().GetAwaiter().GetResult());")]
    [InlineData("shop.Use(await new OrderRepository().GetPagedAsync());")]
    [InlineData("shop.Use(await new OrderRepository().GetSomeAsync(pageSize: 20));")]
    [InlineData("shop.Use(await new OrderRepository().GetByKeysAsync(\"1,2\".Split(',')));")]
    [InlineData("shop.Use((await new OrderRepository().GetSomeAsync(pageSize: 20)).Where(o => o.Id > 3).ToList());")]
    public async Task Stays_small(string statements) => Assert.Equal(Magnitude.Small, await SizeAsync(statements));

    [Theory]
    [InlineData("shop.Use(orders[0].Lines);")]
    [InlineData("shop.Use(orders[0].Lines.ToList());")]
    [InlineData("shop.Use(orders[0]?.Lines?.Select(l => l.Sku));")]
    [InlineData("var order = await new OrderRepository().GetOneAsync(); shop.Use(order.Lines);")]
    [InlineData("var byCustomer = orders.GroupBy(o => o.CustomerId).ToDictionary(g => g.Key, g => g.ToList()); shop.Use(byCustomer[7]);")]
    [InlineData("shop.Use(orders.Where(o => string.IsNullOrEmpty(o.Name)).ToList());")]
    [InlineData("shop.Use(orders.Where(o => o.Id > 3 && o.Customer == null));")]
    [InlineData("shop.Use(orders.GroupBy(o => o.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToList());")]
    [InlineData("shop.Use(await new OrderRepository().GetAllStoresAsync());")]
    [InlineData("shop.Use(await new RegionReferenceData().GetAllAsync());")]
    [InlineData("kept = orders[0].Lines; shop.Use(kept);")]
    [InlineData("shop.Use(Asked);")]
    public async Task Is_modest(string statements) => Assert.Equal(Magnitude.Modest, await SizeAsync(statements));

    [Theory]
    [InlineData("var x = given; x = new(); shop.Use(x);")]
    [InlineData("shop.Use(Make());")]
    [InlineData("shop.Use(OfCustomer(7));")]
    [InlineData("shop.Use((await new OrderRepository().FindAsync()).Found);")]
    [InlineData("var answer = await new OrderRepository().FindAsync(); shop.Use(answer.Found.ToList());")]
    [InlineData("shop.Use(orders.Where(o => o.CustomerId == 7).ToList());")]
    [InlineData("shop.Use(await new OrderRepository().GetLinesAsync(orderId: 7));")]
    [InlineData("shop.Use(await new OrderRepository().GetManyByOrderIdAsync(7));")]
    [InlineData("shop.Use(await new OrderRepository().GetOfAsync(new Customer()));")]
    [InlineData("var id = 7; shop.Use(orders.AsQueryable().Where(o => o.CustomerId == id).OrderBy(o => o.Name).ToList());")]
    [InlineData("shop.Use(orders.AsQueryable().Where(o => o.Weight > 3 && o.Customer.Id == 7).ToList());")]
    [InlineData("var theirs = from o in orders.AsQueryable() where o.CustomerId == 7 select o.Name; shop.Use(theirs.ToArray());")]
    [InlineData("shop.Use(await OwnAsync(new Question(7)));")]
    [InlineData("var id = 7; shop.Use(orders.AsQueryable().Where(o => o.CustomerIds.Contains(id)).ToList());")]
    public async Task Is_unknown(string statements) => Assert.Equal(Magnitude.Unknown, await SizeAsync(statements));

    [Theory]
    [InlineData("var registered = names.ToList(); shop.Use(registered);")]
    [InlineData("shop.Use(given);")]
    [InlineData("shop.Use(new int[orders.Count]);")]
    [InlineData("shop.Use(orders.Where(o => o.Id > 3).Select(o => o.Name).Distinct().ToArray());")]
    [InlineData("shop.Use(from o in orders where o.Id > 3 select o.Name);")]
    [InlineData("var body = names[0]; shop.Use(body.Split(' '));")]
    [InlineData("var text = names[0]; shop.Use(text.Trim().ToLower().Split());")]
    [InlineData("var text = names[0]; shop.Use(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));")]
    [InlineData("shop.Use(names[0].Split('\\n'));")]
    [InlineData("var found = new List<int>(); var open = new Stack<int>(); open.Push(3); while (open.Count > 0) { var at = open.Pop(); found.Add(at); foreach (var next in new[] { at, 4 }) open.Push(next); } shop.Use(found);")]
    public async Task Is_open(string statements) => Assert.Equal(Magnitude.Open, await SizeAsync(statements));

    [Fact]
    public async Task Is_of_one_thing_through_an_extension_of_the_project()
    {
        var used = await UsedValue.InAsync(Rules.Algorithms.Shop.In("shop.Use(orders[0].Lines.Sorted());") + "public static class Sorting { public static IEnumerable<T> Sorted<T>(this IEnumerable<T> items) { foreach (var item in items) yield return item; } }");
        Assert.Equal(Magnitude.Modest, Provenance.Of(used.Value, used.Compilation).Size);
    }

    [Theory]
    [InlineData("shop.Use(orders);", "the awaited answer of 'GetOrdersAsync'")]
    [InlineData("shop.Use(new OrderRepository().FindAll());", "the answer of 'FindAll'")]
    [InlineData("shop.Use(new[] { 1 });", "written out")]
    public async Task Gives_its_evidence(string statements, string evidence)
    {
        var used = await UsedValue.InShopAsync(statements, Members);
        Assert.Equal(evidence, Provenance.Of(used.Value, used.Compilation).Evidence);
    }

    private const string Members = """
        private readonly List<Order> given = new();
        private List<Line> kept = new();
        private List<Order> all = new();
        private readonly string[] two;
        public Desk() { two = new[] { "a", "b" }; }
        [Microsoft.AspNetCore.Mvc.FromQuery] public List<string> Asked { get; set; } = new();
        public record Question(int OrderId);
        private async Task<List<Order>> OwnAsync(Question question) { var rows = new List<Order>().AsQueryable().Where(o => o.Id > 3 && o.Customer.Id == question.OrderId).ToList(); await Task.Yield(); return rows; }
        public class RegionReferenceData { public Task<List<Order>> GetAllAsync() => null!; }
        private static List<Order> Make() => new();
        private static List<Order> OfCustomer(int customerId) { var rows = new OrderRepository().FindAll(); return rows; }
        private static string[] Known() => new[] { "a", "b" };
        private static List<string> Rows(string path) { var rows = new List<string>(); foreach (var line in System.IO.File.ReadLines(path)) rows.Add(line.Trim()); return rows; }
        public class OrderRepository { public Task<List<Order>> GetAllAsync() => null!; public List<Order> FindAll() => null!; public Task<PagedList<Order>> GetPagedAsync() => null!; public Task<List<Order>> GetSomeAsync(int pageSize) => null!; public Task<List<Order>> GetLinesAsync(int orderId) => null!; public Task<List<Order>> GetOfTenantAsync(int tenantId) => null!; public Task<List<Order>> GetManyByOrderIdAsync(int id) => null!; public Task<List<Order>> GetManyByTenantIdAsync(int id) => null!; public Task<List<Order>> GetOfAsync(Customer customer) => null!; public Task<List<Order>> GetOfTenantAsync(Tenant tenant) => null!; public Task<Order> GetOneAsync() => null!; public Task<List<Order>> GetByKeysAsync(IEnumerable<string> keys) => null!; public Task<List<Tenant>> GetAllStoresAsync() => null!; public Task<List<Host>> GetHostsAsync() => null!; public Task<Answer> FindAsync() => null!; }
        public class Answer { public List<Order> Found { get; } = new(); }
        public class Ticket { public string Status { get; set; } = ""; }
        public class Host { public int Id { get; set; } public string FullName { get; set; } = ""; }
        public class Tenant { public int Id { get; set; } }
        public class PagedList<T> : List<T> { }
        """;

    private static async Task<Magnitude> SizeAsync(string statements)
    {
        var used = await UsedValue.InShopAsync(statements, Members);
        return Provenance.Of(used.Value, used.Compilation).Size;
    }
}
