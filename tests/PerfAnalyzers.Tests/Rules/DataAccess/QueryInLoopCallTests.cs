using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.QueryInLoopAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.QueryInLoopFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>Round trips that a loop makes by way of calls.</summary>
public sealed partial class QueryInLoopCallTests
{
    [Fact]
    public Task Reports_the_way_to_the_query() => Verify.ReportsAsync(
        Shop.InMethod(
            """
            {|#1:foreach (var order in orders)
                _ = await {|#0:LoadAsync(order.CustomerId)|};|}
            """,
            """
            private async Task<Customer?> LoadAsync(int id) => await {|#2:FindAsync(id)|};
                private async Task<Customer?> FindAsync(int id) => await db.Customers.{|#3:FirstOrDefaultAsync(c => c.Id == id)|};
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(0).WithLocation(2).WithLocation(3)
            .WithArguments("LoadAsync → FindAsync → FirstOrDefaultAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("foreach (var o in orders) _ = await [|LoadAsync(o.CustomerId)|];", "Task<Customer> LoadAsync(int id) { if (id < 0) throw new ArgumentException(); return db.Customers.FirstAsync(c => c.Id == id); }")]
    [InlineData("foreach (var o in orders) _ = [|Load(o)|];", "Customer? Load(Order o) => db.Customers.Find(o.CustomerId);")]
    [InlineData("foreach (var o in orders) _ = [|Static(db, o)|];", "static int Static(ShopContext context, Order o) => context.Orders.Count(x => x.CustomerId == o.CustomerId);")]
    [InlineData("_ = orders.Select(o => [|Load(o)|]).ToList();", "Customer? Load(Order o) => db.Customers.Find(o.CustomerId);")]
    [InlineData("_ = orders.Select([|Load|]).ToList();", "Customer? Load(Order o) => db.Customers.Find(o.CustomerId);")]
    [InlineData("await EachAsync(orders, async o => _ = await db.Customers.[|FirstAsync(c => c.Id == o.CustomerId)|]);", "static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> run) { foreach (var one in all) await run(one); }")]
    [InlineData("await EachAsync(o => [|LoadAsync(o)|], orders);", "Task<Customer> LoadAsync(Order o) => db.Customers.FirstAsync(c => c.Id == o.CustomerId); static async Task EachAsync<T>(Func<T, Task> run, IReadOnlyList<T> all) { foreach (var one in all) { Console.WriteLine(one); await run(one).ConfigureAwait(false); } }")]
    [InlineData("orders.ForEach([|Touch|]);", "void Touch(Order o) { _ = db.Customers.Find(o.CustomerId); }")]
    [InlineData("_ = await Task.WhenAll(orders.Select([|LoadAsync|]));", "async Task<Customer?> LoadAsync(Order o) => await db.Customers.FindAsync(o.CustomerId);")]
    [InlineData("foreach (var o in orders) _ = o.[|Load(db)|];", "")]
    [InlineData("foreach (var o in orders) _ = db.[|ById(o.CustomerId)|];", "")]
    [InlineData("async Task<int> Count(int id) => await db.Orders.CountAsync(x => x.CustomerId == id); foreach (var o in orders) _ = await [|Count(o.CustomerId)|];", "")]
    [InlineData("Func<int, Task<Customer?>> load = async id => await db.Customers.FindAsync(id); foreach (var o in orders) _ = await [|load(o.CustomerId)|];", "")]
    [InlineData("foreach (var o in orders) _ = [|finder(db, o.CustomerId)|];", "static readonly Func<ShopContext, int, Customer?> finder = (context, id) => context.Customers.Find(id);")]
    [InlineData("foreach (var o in orders) _ = await [|compiled(db, o.CustomerId)|];", "static readonly Func<ShopContext, int, Task<Customer?>> compiled = EF.CompileAsyncQuery((ShopContext c, int id) => c.Customers.FirstOrDefault(x => x.Id == id));")]
    [InlineData("foreach (var o in orders) _ = [|this[o.CustomerId]|];", "Customer? this[int id] => db.Customers.Find(id);")]
    [InlineData("foreach (var o in orders) _ = [|new Row(db, o).Customer|].Name;", "")]
    [InlineData("foreach (var o in orders) _ = [|new EagerRow(db, o)|];", "")]
    [InlineData("foreach (var o in orders) _ = await repository.[|GetAsync(o.CustomerId)|];", "readonly IRepository<Customer> repository = null!;")]
    [InlineData("foreach (var o in orders) _ = await repository.[|GetAsync(o.CustomerId)|];", "readonly RepositoryBase<Customer> repository = null!;")]
    [InlineData("foreach (var o in orders) _ = await sender.[|Send(new GetCustomer(o.CustomerId))|];", "readonly ISender sender = null!;")]
    [InlineData("foreach (var o in orders) _ = repository.Query().[|First(c => c.Id == o.CustomerId)|];", "readonly IRepository<Customer> repository = null!;")]
    [InlineData("foreach (var o in orders) if (await repository.[|GetAsync(o.CustomerId)|] is { } c) Console.WriteLine(c.Name);", "readonly IRepository<Customer> repository = null!;")]
    [InlineData("foreach (var o in orders) Console.WriteLine([|State(o.Id)|]);", "readonly System.Data.Common.DbConnection connection = null!; object? State(int id) { using var command = Make(); Give(command, \"id\", id); return command.ExecuteScalar(); } System.Data.Common.DbCommand Make() => connection.CreateCommand(); void Give(System.Data.Common.DbCommand command, string name, object value) { var parameter = command.CreateParameter(); parameter.Value = value; command.Parameters.Add(parameter); }")]
    [InlineData("foreach (var o in orders) Console.WriteLine([|State(o.Id)|]);", "readonly System.Data.Common.DbConnection connection = null!; object? State(int id) { using var command = connection.CreateCommand(); command.Parameters.AddRange(new object[] { id }); return command.ExecuteScalar(); }")]
    [InlineData("foreach (var o in found.GetValue()) _ = [|Load(o)|];", "readonly Result<List<Order>> found = new(); class Result<T> where T : new() { public T GetValue() => new(); } Customer? Load(Order o) => db.Customers.Find(o.CustomerId);")]
    public Task Reports_a_query_behind(string statements, string member) => Verify.ReportsAsync(Shop.InMethod(statements, member) + Layers);

    [Theory]
    [InlineData("foreach (var o in orders) { if (o.Id == 1) a.Add(await [|Load<int>(o.CustomerId)|]); else if (o.Id == 2) a.Add(await Load<long>(o.CustomerId)); else a.Add(await Load<string>(o.Id)); }")]
    [InlineData("foreach (var o in orders) a.Add(o.Id switch { 1 => await [|Load<int>(o.CustomerId)|], 2 => await Load<long>(o.CustomerId), _ => null });")]
    [InlineData("foreach (var o in orders) { a.Add(await [|Load<int>(o.CustomerId)|]); a.Add(await [|Load<int>(o.Id)|]); }")]
    [InlineData("foreach (var o in orders) { if (o.Id == 1) a.Add(await [|Load<int>(o.CustomerId)|]); if (o.Id == 2) a.Add(await [|Load<int>(o.Id)|]); }")]
    [InlineData("foreach (var o in orders) { if (o.Id == 1) a.Add(await [|Load<int>(o.CustomerId)|]); else a.Add(await [|Other(o.Id)|]); }")]
    public Task Reports_cases_of_a_round_that_call_one_method_once(string statements) => Verify.ReportsAsync(Shop.InMethod(
        "var a = new List<Customer?>(); " + statements,
        "async Task<Customer?> Load<T>(int id) => await db.Customers.FirstOrDefaultAsync(c => c.Id == id && c.Name != typeof(T).Name); async Task<Customer?> Other(int id) => await db.Customers.FirstOrDefaultAsync(c => c.Id == id);"));

    [Theory]
    [InlineData("foreach (var o in orders) _ = Name(o);", "string Name(Order o) => o.CustomerName.Trim();")]
    [InlineData("foreach (var o in orders) _ = names[o.CustomerId];", "readonly Dictionary<int, string> names = new();")]
    [InlineData("foreach (var o in orders) _ = await cached.GetAsync(o.CustomerId);", "readonly CachedCustomers cached = new();")]
    [InlineData("foreach (var o in orders) _ = await cached.GetOrLoadAsync(o.CustomerId);", "readonly CachedCustomers cached = new();")]
    [InlineData("foreach (var o in orders) _ = await cached.MemoAsync();", "readonly CachedCustomers cached = new();")]
    [InlineData("foreach (var o in orders) _ = await cached.ThroughIndexerAsync(o.CustomerId);", "readonly CachedCustomers cached = new();")]
    [InlineData("foreach (var o in orders) _ = await cached.ThroughMethodAsync(o.CustomerId);", "readonly CachedCustomers cached = new();")]
    [InlineData("foreach (var o in orders) _ = await cached.AsAskedAsync(o.CustomerId, isKept: State.Open == o.State);", "readonly CachedCustomers cached = new();")]
    [InlineData("foreach (var o in orders) _ = await Details(o, false);", "async Task<int> Details(Order o, bool count) { if (!count) return 0; return await db.Orders.CountAsync(x => x.Id == o.Id); }")]
    [InlineData("foreach (var o in orders) _ = await Details(o);", "async Task<int> Details(Order o, bool count = false) => count ? await db.Orders.CountAsync(x => x.Id == o.Id) : 0;")]
    [InlineData("foreach (var o in orders) _ = await Image(o, State.Open);", "Task<int> Image(Order o, State state) => Image(o, state, 0); async Task<int> Image(Order o, State state, int at) => state == State.Closed ? await db.Orders.CountAsync(x => x.Id == o.Id) : at;")]
    [InlineData("foreach (var o in orders) _ = await Details(o);", "async Task<bool> Details(Order o, string? version = null) => version != null && await db.Orders.AnyAsync(x => x.Id == o.Id);")]
    [InlineData("foreach (var o in orders) _ = await Details(o, true);", "async Task<bool> Details(Order o, bool known) { if (known || await db.Orders.AnyAsync(x => x.Id == o.Id)) return true; return false; }")]
    [InlineData("foreach (var o in orders) _ = await Details(o, false);", "Task<int> Details(Order o, bool count) => Inner(o, count); async Task<int> Inner(Order o, bool count) { if (count) return await db.Orders.CountAsync(x => x.Id == o.Id); return 0; }")]
    [InlineData("foreach (var o in orders) _ = await Named(o.CustomerName, true);", "readonly Dictionary<string, Customer> known = new(); async Task<Customer> Named(string name, bool mayKnow) { if (mayKnow && !string.IsNullOrEmpty(name) && known.TryGetValue(name, out var customer)) return customer; return await db.Customers.FirstAsync(c => c.Name == name); }")]
    [InlineData("foreach (var o in orders) _ = Task.Run(async () => Console.WriteLine(await client.GetStringAsync(\"orders/\" + o.Id)));", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("var all = new List<Task>(); foreach (var o in orders) all.Add(Task.Run(async () => Console.WriteLine(await client.GetStringAsync(\"orders/\" + o.Id)))); await Task.WhenAll(all);", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("var all = new List<Task>(); foreach (var o in orders) { var asked = Task.Run(async () => Console.WriteLine(await client.GetStringAsync(\"orders/\" + o.Id))); all.Add(asked); } await Task.WhenAll(all);", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("var texts = await Task.WhenAll(orders.Select(o => client.GetStringAsync(\"orders/\" + o.Id))); for (var i = 0; i < texts.Length; i++) { var text = texts[i]; if (string.IsNullOrEmpty(text)) Console.WriteLine(await client.GetStringAsync(\"old/\" + orders[i].Id)); }", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("foreach (var url in ids.Select(i => \"orders/\" + i)) { var page = await client.GetStringAsync(url); if (!IsFullPage(page)) break; }", "readonly System.Net.Http.HttpClient client = null!; static bool IsFullPage(string page) => page.Length > 1000;")]
    [InlineData("var all = new List<Task<string>>(); foreach (var o in orders) all.Add(client.GetStringAsync(\"orders/\" + o.Id)); await Task.WhenAll(all);", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("foreach (var o in orders) { if (!await TellAsync(o)) return; }", "readonly System.Net.Http.HttpClient client = null!; async Task<bool> TellAsync(Order o) => (await client.PostAsync(\"orders/\" + o.Id, null)).IsSuccessStatusCode;")]
    [InlineData("foreach (var o in orders) { var done = await PassOnAsync(o); if (!done) break; }", "readonly System.Net.Http.HttpClient client = null!; async Task<bool> PassOnAsync(Order o) => (await client.GetStringAsync(\"orders/\" + o.Id)).Length > 3;")]
    [InlineData("foreach (var o in orders) Console.WriteLine(await ProcessAsync(o));", "readonly System.Net.Http.HttpClient client = null!; async Task<string> ProcessAsync(Order o) => await client.GetStringAsync(\"orders/\" + o.Id);")]
    [InlineData("foreach (var o in orders) Console.WriteLine(Register(o.Id));", "readonly System.Data.Common.DbConnection connection = null!; object? Register(int id) { using var command = connection.CreateCommand(); command.CommandText = Statements.Next(); var given = command.CreateParameter(); given.Value = id; command.Parameters.Add(given); return command.ExecuteScalar(); } static class Statements { public static string Next() => Environment.MachineName; }")]
    [InlineData("foreach (var o in orders) Console.WriteLine(await SetStateAsync(o));", "readonly System.Net.Http.HttpClient client = null!; async Task<string> SetStateAsync(Order o) => await client.GetStringAsync(\"orders/\" + o.Id + \"?closed=1\");")]
    [InlineData("foreach (var store in stores.Values) Console.WriteLine(await store.CountAsync());", "readonly Dictionary<string, Store> stores = new(); public class Store { readonly System.Net.Http.HttpClient client = new(); public async Task<int> CountAsync() => (await client.GetStringAsync(\"count\")).Length; }")]
    [InlineData("foreach (var o in orders) { switch (o.CustomerName) { case \"a\": Console.WriteLine(await LoadAsync(o)); break; case \"b\": break; default: break; } }", "readonly System.Net.Http.HttpClient client = null!; async Task<string> LoadAsync(Order o) => await client.GetStringAsync(\"orders/\" + o.Id);")]
    [InlineData("foreach (var o in orders) await WriteAsync(o);", "readonly System.Net.Http.HttpClient client = null!; async Task WriteAsync(Order o) => System.IO.File.WriteAllText(o.CustomerName, await client.GetStringAsync(\"orders/\" + o.Id));")]
    [InlineData("foreach (var o in orders) Console.WriteLine(await InstallAsync(o));", "readonly System.Net.Http.HttpClient client = null!; async Task<string> InstallAsync(Order o) => await client.GetStringAsync(\"orders/\" + o.Id);")]
    [InlineData("await Parallel.ForEachAsync(orders, async (o, stop) => Console.WriteLine(await client.GetStringAsync(\"orders/\" + o.Id, stop)));", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("var texts = await Task.WhenAll(orders.Select(o => client.GetStringAsync(\"orders/\" + o.Id)));", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("for (string? url = \"orders\"; url is not null;) { var answer = await client.GetAsync(url); url = answer.Headers.Location?.ToString(); }", "readonly System.Net.Http.HttpClient client = null!;")]
    [InlineData("await foreach (var id in ReadAsync()) _ = await db.Customers.FirstAsync(c => c.Id == id);", "readonly System.Threading.Channels.Channel<int> channel = null!; IAsyncEnumerable<int> ReadAsync() => channel.Reader.ReadAllAsync();")]
    [InlineData("foreach (var o in orders) _ = Build(o);", "IQueryable<Customer> Build(Order o) => db.Customers.Where(c => c.Id == o.CustomerId);")]
    [InlineData("foreach (var o in await LoadAllAsync()) Console.WriteLine(o.Id);", "async Task<List<Order>> LoadAllAsync() => await db.Orders.ToListAsync();")]
    [InlineData("foreach (var chunk in ids.Chunk(100)) _ = await Load(chunk);", "async Task<List<Order>> Load(int[] chunk) => await db.Orders.Where(o => chunk.Contains(o.Id)).ToListAsync();")]
    [InlineData("foreach (var o in orders) { try { Console.WriteLine(o.Id); } catch (InvalidOperationException) { _ = Load(o); } }", "Customer? Load(Order o) => db.Customers.Find(o.CustomerId);")]
    [InlineData("foreach (var o in orders) Try(o);", "void Try(Order o) { try { Console.WriteLine(o.Id); } catch (InvalidOperationException) { _ = db.Customers.Find(o.CustomerId); } }")]
    [InlineData("foreach (var o in orders) Func(() => Load(o));", "void Func(Func<Customer?> later) { } Customer? Load(Order o) => db.Customers.Find(o.CustomerId);")]
    [InlineData("foreach (var o in orders) _ = await Label(1, o.CustomerName);", "async Task<string> Label(int id, string text) { var c = await db.Customers.FirstAsync(x => x.Id == id); return c.Name + text; }")]
    [InlineData("foreach (var o in orders) _ = await Label(o.CustomerName);", "async Task<string> Label(string text) { var first = await db.Customers.FirstAsync(); return first.Name + text; }")]
    [InlineData("foreach (var task in tasks) await task.RunAsync(1);", "readonly List<ITask> tasks = new();")]
    [InlineData("foreach (var o in orders) await Remove(o.Id);", "async Task Remove(int id) { var o = await db.Orders.FirstAsync(x => x.Id == id); db.Remove(o); await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var o in orders) _ = await SetOpenAsync(o.Id);", "async Task<Order> SetOpenAsync(int id) { var o = await db.Orders.FirstAsync(x => x.Id == id); o.State = State.Open; await db.SaveChangesAsync(); return o; }")]
    [InlineData("var known = new List<Customer>(); foreach (var o in orders) { var c = known.FirstOrDefault(k => k.Id == o.CustomerId); if (c is null) { c = await Load(o); known.Add(c); } }", "async Task<Customer> Load(Order o) => await db.Customers.FirstAsync(c => c.Id == o.CustomerId);")]
    [InlineData("foreach (var o in orders) _ = Loop(o.Id);", "int Loop(int n) => n == 0 ? 0 : Loop(n - 1);")]
    public Task StaysSilent_when_nothing_leaves_per_element(string statements, string member) => Verify.SilentAsync(Shop.InMethod(statements, member) + Layers);

    [Fact]
    public Task Suggests_where_another_service_is_asked_for_yes_or_no() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var o in orders) if (await {|#0:IsKnownAsync(o)|}) Console.WriteLine(o.Id);", "readonly System.Net.Http.HttpClient client = null!; async Task<bool> IsKnownAsync(Order o) => (await client.GetStringAsync(\"orders/\" + o.Id)).Length > 3;"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("IsKnownAsync → GetStringAsync", "another service", "orders", "ask for all of them at once, or for several at a time"));

    [Theory]
    [InlineData("foreach (var o in orders) { var loaded = client.[|GetStringAsync(\"orders/\" + o.Id)|]; Console.WriteLine(await loaded); }")]
    [InlineData("foreach (var o in orders) { if (o.CustomerName == null) Console.WriteLine(await client.[|GetStringAsync(\"orders/\" + o.Id)|]); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { if (orders[i].Id == 3) Console.WriteLine(await client.[|GetStringAsync(\"orders/\" + i)|]); }")]
    public Task Suggests_where_each_round_waits_for_another_service(string statements) => Verify.ReportsAsync(
        Shop.InMethod(statements, "readonly System.Net.Http.HttpClient client = null!;").Replace("[|", "{|#0:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("GetStringAsync", "another service", "orders", "ask for all of them at once, or for several at a time"));

    [Theory]
    [InlineData("foreach (var o in orders) await [|Check(o)|];", "async Task<bool> Check(Order o) => await db.Customers.AnyAsync(c => c.Id == o.CustomerId);", "Check → AnyAsync")]
    [InlineData("foreach (var o in orders) _ = await [|Kept(o, false)|];", "Task<int> Kept(Order o, bool count) { if (o.Id > 3) count = true; return Inner(o, count); } async Task<int> Inner(Order o, bool count) => count ? await db.Orders.CountAsync(x => x.Id == o.Id) : 0;", "Kept → Inner → CountAsync")]
    [InlineData("foreach (var o in orders) _ = await mixed.[|GetAsync(o.CustomerId)|];", "readonly IMixed mixed = null!;", "GetAsync → FindAsync")]
    [InlineData("foreach (var o in orders) _ = await [|Earlier(o.Id, 3)|];", "async Task<Order?> Earlier(int id, int customer) => await db.Orders.FirstOrDefaultAsync(x => x.CustomerId == customer && x.Id < id);", "Earlier → FirstOrDefaultAsync")]
    [InlineData("foreach (var o in orders) _ = await [|UploadAsync(o.Id)|];", "async Task<Order?> UploadAsync(int id) => await db.Orders.FindAsync(id);", "UploadAsync → FindAsync")]
    [InlineData("foreach (var o in orders) _ = await [|One(o.Id)|];", "Task<Order?> One(int id) => Two(id); Task<Order?> Two(int id) => Three(id); async Task<Order?> Three(int id) => await db.Orders.FindAsync(id);", "One → Two → Three → FindAsync")]
    [InlineData("foreach (var o in orders) Console.WriteLine(await [|Import(o)|]);", "async Task<Customer?> Import(Order o) { var c = await db.Customers.FindAsync(o.CustomerId); await db.Orders.Where(x => x.Id == o.Id).ExecuteDeleteAsync(); return c; }", "Import → FindAsync")]
    [InlineData("foreach (var o in orders) { using var own = new ShopContext(); _ = o.[|Load(own)|]; }", "", "Load → Find")]
    public Task Reports_as_information_what_is_not_sure(string statements, string member, string way) => Verify.ReportsAsync(
        (Shop.InMethod(statements, member) + Layers).Replace("[|", "{|#0:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(way, "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("public class NightlyJob { readonly Reports reports = null!; public Task RunAsync(List<Order> orders) => reports.LoadAsync(orders); }")]
    [InlineData("public interface IJob { } public class Nightly : IJob { readonly Reports reports = null!; public Task Go(List<Order> orders) => Step(orders); Task Step(List<Order> orders) => reports.LoadAsync(orders); }")]
    public Task Reports_what_only_background_work_calls_as_information(string caller) => Verify.ReportsAsync(
        Shop.InMethod("", "") + caller + """
            public class Reports
            {
                readonly ShopContext db = null!;

                public async Task LoadAsync(List<Order> orders)
                {
                    foreach (var order in orders)
                        _ = await db.Customers.{|#0:FirstAsync(c => c.Id == order.CustomerId)|};
                }
            }
            """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FirstAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("")]
    [InlineData("public class NightlyJob { readonly Reports reports = null!; public Task RunAsync(List<Order> orders) => reports.LoadAsync(orders); } public class Page { readonly Reports reports = null!; public Task ShowAsync(List<Order> orders) => reports.LoadAsync(orders); }")]
    public Task Reports_what_others_call_too(string caller) => Verify.ReportsAsync(
        Shop.InMethod("", "") + caller + """
            public class Reports
            {
                readonly ShopContext db = null!;

                public async Task LoadAsync(List<Order> orders)
                {
                    foreach (var order in orders)
                        _ = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|];
                }
            }
            """);

    [Fact]
    public Task Reports_what_one_save_is_to_write_as_information() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var entry in db.ChangeTracker.Entries<Order>().ToArray()) entry.Entity.Customer = await db.Customers.{|#0:SingleOrDefaultAsync(c => c.Id == entry.Entity.CustomerId)|};"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("SingleOrDefaultAsync", "the database", "db.ChangeTracker.Entries<Order>()", "load the rows for all of them with one query before the loop"));

    [Fact]
    public Task Reports_recursion_as_information() => Verify.ReportsAsync(
        Shop.InMethod(
            "await Walk(1);",
            """
            private async Task Walk(int id)
                {
                    foreach (var order in await db.Orders.Where(o => o.CustomerId == id).ToListAsync())
                        await {|#0:Walk(order.Id)|};
                }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("Walk → ToListAsync", "the database", "db.Orders.Where(o => o.CustomerId == id)", "load the rows of the whole tree, or of a whole level, with one query"));

    [Fact]
    public Task Reports_nested_loops_over_two_methods_at_the_inner_one() => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var customer in new List<Customer>()) await LoadAsync(customer.Orders);",
        "private async Task LoadAsync(List<Order> lines) { foreach (var line in lines) _ = await db.Customers.[|FindAsync(line.CustomerId)|]; }"));
}
